// What a Relay app of ours declares: a page of people with a pagination container both ways, a refetchable person,
// a mutation that updates the store. The compiler checks it against the schema.
declare function graphql(text: TemplateStringsArray): unknown;

export const page = graphql`
  query AppQuery($region: String!) {
    ...App_people @arguments(region: $region)
    viewer {
      roles
    }
  }
`;

export const people = graphql`
  fragment App_people on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" }, last: { type: "Int" }, before: { type: "String" }, region: { type: "String!" })
  @refetchable(queryName: "AppPeoplePaginationQuery") {
    mediators(first: $first, after: $after, last: $last, before: $before, filter: { regionCode: $region }) @connection(key: "App_mediators") {
      totalCount
      edges {
        node {
          id
          ...App_person
        }
      }
    }
  }
`;

export const person = graphql`
  fragment App_person on Mediator @refetchable(queryName: "AppPersonRefetchQuery") {
    name
    roles
    available
    posts {
      organization {
        name
      }
    }
  }
`;

export const suspend = graphql`
  mutation AppSuspendMutation($input: SuspendMediatorInput!) {
    suspendMediator(input: $input) {
      mediator {
        ...App_person
      }
      userErrors {
        code
        message
      }
    }
  }
`;
