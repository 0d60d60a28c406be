/**
 * @generated SignedSource<<cc758b815397399f047f0b00fb4158f5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type SuspendMediatorInput = {
  idempotencyKey?: string | null | undefined;
  mediatorId: string;
  reason: string;
  until?: string | null | undefined;
  version?: number | null | undefined;
};
export type AppSuspendMutation$variables = {
  input: SuspendMediatorInput;
};
export type AppSuspendMutation$data = {
  readonly suspendMediator: {
    readonly mediator: {
      readonly " $fragmentSpreads": FragmentRefs<"App_person">;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: string;
    }>;
  };
};
export type AppSuspendMutation = {
  response: AppSuspendMutation$data;
  variables: AppSuspendMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "concreteType": "UserError",
  "kind": "LinkedField",
  "name": "userErrors",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "message",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "AppSuspendMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "SuspendMediatorPayload",
        "kind": "LinkedField",
        "name": "suspendMediator",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Mediator",
            "kind": "LinkedField",
            "name": "mediator",
            "plural": false,
            "selections": [
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "App_person"
              }
            ],
            "storageKey": null
          },
          (v2/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "AppSuspendMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "SuspendMediatorPayload",
        "kind": "LinkedField",
        "name": "suspendMediator",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Mediator",
            "kind": "LinkedField",
            "name": "mediator",
            "plural": false,
            "selections": [
              (v3/*:: as any*/),
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
                      (v3/*:: as any*/),
                      (v4/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              (v4/*:: as any*/)
            ],
            "storageKey": null
          },
          (v2/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "999b0c5f37356b92bc1b42b42847b5c8",
    "id": null,
    "metadata": {},
    "name": "AppSuspendMutation",
    "operationKind": "mutation",
    "text": "mutation AppSuspendMutation(\n  $input: SuspendMediatorInput!\n) {\n  suspendMediator(input: $input) {\n    mediator {\n      ...App_person\n      id\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n\nfragment App_person on Mediator {\n  name\n  roles\n  available\n  posts {\n    organization {\n      name\n      id\n    }\n  }\n  id\n}\n"
  }
};
})();

(node as any).hash = "67613c1c9a849db886dc131091c5796a";

export default node;
