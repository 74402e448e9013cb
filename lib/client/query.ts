import { infiniteQueryOptions, QueryCache, QueryClient, queryOptions } from "@tanstack/react-query";
import type { Answer, CallInput, EndpointShape } from "#contracts/endpoint.ts";
import { call, ClientError, loose } from "./call.ts";

/** `GET /projects/{projectId}` and its parts: the key of a call, and by its beginning of all calls to that endpoint. */
export function keyOf<E extends EndpointShape>(endpoint: E, input?: CallInput<E>) {
  const { params, query } = loose(input ?? {});
  const name = `${endpoint.method} ${endpoint.path}`;
  return input === undefined ? ([name] as const) : ([name, params ?? {}, query ?? {}] as const);
}

/** Options for `useQuery`: `useQuery(query(listMembers, { params: { organizationId } }))`. */
export function query<E extends EndpointShape>(endpoint: E, input: CallInput<E>) {
  return queryOptions<Answer<E>, ClientError>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
  });
}

interface Page {
  nextCursor: string | null;
}

/** Options for `useInfiniteQuery` over a keyset page; `input.query` must not set `cursor`. */
export function pages<E extends EndpointShape>(endpoint: Answer<E> extends Page ? E : never, input: CallInput<E>) {
  return infiniteQueryOptions({
    queryKey: [...keyOf<E>(endpoint, input), "pages"],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) => {
      const page = { ...input, query: { ...loose(input).query, cursor: pageParam ?? undefined } };
      return call<E>(endpoint, page, { signal });
    },
    // Safe because the parameter's type demands a page.
    getNextPageParam: (last) => (last as Page).nextCursor,
  });
}

/** Whom nobody is signed in for goes to the sign-in page and comes back after it. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ClientError && error.code === "unauthenticated") onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof ClientError && isPassing(error),
      },
    },
  });
}

function isPassing({ status }: ClientError): boolean {
  return status === 0 || status === 502 || status === 503;
}
