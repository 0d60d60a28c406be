/**
 * @generated SignedSource<<b928566b08d6f064525500f3e56a3379>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type MediatorRole = "BUILDING_HEAD" | "CHAMBER_MEMBER" | "CLAN_ELDER" | "COUNSELLOR" | "DELEGATE" | "GRID_OFFICER" | "LAWYER" | "MEDIATOR" | "OTHER" | "RIDER" | "VILLAGE_LAWYER" | "VILLAGE_POLICE" | "VILLAGE_SECRETARY" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type App_person$data = {
  readonly available: boolean;
  readonly id: string;
  readonly name: string;
  readonly posts: ReadonlyArray<{
    readonly organization: {
      readonly name: string;
    };
  }>;
  readonly roles: ReadonlyArray<MediatorRole>;
  readonly " $fragmentType": "App_person";
};
export type App_person$key = {
  readonly " $data"?: App_person$data;
  readonly " $fragmentSpreads": FragmentRefs<"App_person">;
};

import AppPersonRefetchQuery_graphql from './AppPersonRefetchQuery.graphql';

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "refetch": {
      "connection": null,
      "fragmentPathInResult": [
        "node"
      ],
      "operation": AppPersonRefetchQuery_graphql,
      "identifierInfo": {
        "identifierField": "id",
        "identifierQueryVariableName": "id"
      }
    }
  },
  "name": "App_person",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "roles",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "available",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Post",
      "kind": "LinkedField",
      "name": "posts",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Organization",
          "kind": "LinkedField",
          "name": "organization",
          "plural": false,
          "selections": [
            (v0/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    }
  ],
  "type": "Mediator",
  "abstractKey": null
};
})();

(node as any).hash = "b5198165a718e50533641ca290d69070";

export default node;
