import { defineRule } from "../rule.ts";

export const serviceUnavailable = defineRule({
  id: "dependency_failure.service_unavailable",
  title: "A service that is needed does not work",
  headline: "{peer} does not work",
  severity: "high",
  why: "What this process needs is down or unreachable, so its own answers fail or are incomplete.",
  general: true,
  match: {
    any: [
      /\b(?:502 Bad Gateway|503 Service (?:Temporarily )?Unavailable|Bad Gateway|Service (?:Temporarily )?Unavailable|ServiceUnavailable\w*|InternalServerErrorException|InternalFailure|InternalServerError|BadGateway)\b/i,
      /\bcode = (?:Unavailable|Internal)\b|\bStatusRuntimeException: (?:UNAVAILABLE|INTERNAL)\b|\b14 UNAVAILABLE\b|\bUNAVAILABLE: |\bServiceException: .{0,60}unavailable|\bUPSTREAM_(?:ERROR|FAILURE)/i,
      /\b(?:service|server|api|backend|upstream|dependency|provider|gateway|broker|cluster|endpoint|host|node|peer|cache|registry)(?: ['"]?(?<peer>[\w.:/-]{1,80})['"]?)? (?:is |was |are |has become |became |currently |temporarily )+(?:down|unavailable|unreachable|not (?:available|reachable|responding|healthy)|unhealthy|offline)\b/i,
      /\b(?:failed|unable|could not|cannot|can't|couldn't|error) (?:to )?(?:reach|contact|connect(?:ing)? to|communicat\w+ with|call(?:ing)?|access|talk to|fetch(?:ing)?(?: \S{1,40})? from|get(?:ting)? (?:response|answer) from|list|watch) (?<peer>https?:\/\/[^\s"',]{3,120})/i,
      /\b(?:broker|brokers|node|bootstrap (?:server|broker)s?|kafka|rabbitmq|amqp|zookeeper|elasticsearch|vault|consul|s3|minio)\b.{0,80}(?:could not be established|may not be available|disconnected|is unreachable|not available|unavailable|\bdown\b|cannot be reached|connection (?:lost|closed|failed|reset))/i,
      /\bFailed to (?:watch|list) \*?v\d\.\w+|\b(?:Failed|unable) to (?:connect|publish|send|deliver|forward|export)(?: \w{1,40}){0,4}? to (?!\()/i,
      /\b(?:health ?check|healthcheck|readiness probe|liveness probe)(?: \S{1,60}){0,4}? (?:failed|failing|unhealthy)\b/i,
      /\bconnection (?:was )?(?:reset by peer|aborted|forcibly closed)\b|\bECONNRESET\b|\bsocket hang up\b|\bEPIPE\b|\bbroken pipe\b|\bRemoteDisconnected\b|\bNoHttpResponseException\b|\bserver (?:unexpectedly )?(?:closed|dropped) the connection\b|\bConnection aborted\b|\bunexpected EOF\b|\bPremature (?:close|EOF)\b|\bno route to host\b|\bEHOSTUNREACH\b|\bENETUNREACH\b|\bnetwork is unreachable\b|\bhost is unreachable\b|\bNo route to host\b/i,
      /\b(?:third[- ]party|downstream|upstream|external|remote|dependent) (?:service|api|system|server|call|request|dependency|provider)s? (?:\S{1,60} )?(?:failed|failure|error|returned an error|unavailable|is down|unreachable|not responding|outage)\b/i,
      /\bretries exhausted\b|\bmax(?:imum)? retries (?:exceeded|reached|exhausted)\b|\bMaxRetryError\b|\bretry limit (?:reached|exceeded)\b|\bAll retries failed\b|\ball (?:connection )?attempts failed\b/i,
      /\b(?:FeignException|RetryableException|HttpServerErrorException|WebClientResponseException|ApiException|ResourceAccessException)\b|\ball (?:\w{1,20} )?(?:sentinels|brokers|nodes|hosts|servers|endpoints|backends|upstreams|shards) (?:are |were |have )?(?:unreachable|down|unavailable|failed|offline)\b|\ball shards failed\b|\bServerBusy\b|\bService request failed\b|\bserver is (?:too )?busy\b|\bWe encountered an internal error\b/i,
      /\bat=error code=H(?:13|14|15|18|19|20|21|99)\b|\bERR_CONNECTION_(?:RESET|CLOSED|ABORTED)\b|\bERR_EMPTY_RESPONSE\b|\bEOF occurred in violation of protocol\b|\b_ALL_BROKERS_DOWN\b|\b\d+\/\d+ brokers are down\b|\bBroker transport failure\b|\bCOORDINATOR_NOT_AVAILABLE\b|\bBROKER_NOT_AVAILABLE\b|\bNT_STATUS_(?:HOST_UNREACHABLE|NETWORK_UNREACHABLE|CONNECTION_RESET|CONNECTION_DISCONNECTED)\b/i,
      /\bThere are 0 datanode\(s\) running\b|\bName node is in safe mode\b|\bSafeModeException\b|\bNodeNotReady\b|\bNode .{0,60} status is now: NodeNotReady\b|\bcontainer runtime (?:is )?(?:down|not ready)\b|\bcni plugin not initialized\b|\bnetwork plugin is not ready\b|\bPLEG is not healthy\b/i,
      /\bdetached forwarding server\b|\b(?:marked|marking|considered|declared) (?:\S{1,60} )?(?:as )?(?:dead|down|failed|bad|unhealthy|suspect)\b|\bneighbor \S{1,60} Down\b|\bRejected by (?:Elasticsearch|upstream|remote|server)\b|\bADJCHANGE: .{0,60}\bDown\b/i,
      /\b5\d\d Server Error\b|\b(?:server|host|node|peer|agent|broker|backend|device|remote) (?:is |went |has gone )?offline\b|\bClosedChannelException\b|\bChannelClosedException\b/i,
    ],
    not: [/probe failed|by client|client disconnected|client closed|client prematurely/i],
  },
  fires: [
    "ERROR - Failed to fetch log from worker: 500 Server Error: INTERNAL SERVER ERROR for url http://worker-3:8793/log",
    'Error: "http://minio-4:9000/minio/peer/v12": remote server offline',
    "[warn]: #0 detached forwarding server 'logs' host=\"logs\" port=24224",
    "Node ip-10-0-3-44 status is now: NodeNotReady",
    "rdkafka: 3/3 brokers are down",
    "io.grpc.StatusRuntimeException: UNAVAILABLE: io exception",
    "service stock is unavailable, serving cached prices",
    "Error: socket hang up",
    "[Producer clientId=p1] Connection to node -1 (kafka-0/10.0.0.7:9092) could not be established. Broker may not be available.",
  ],
  silent: [
    "core: pre-seal teardown starting vault",
    "brokers up 3/3",
    "service stock is available again",
    "unavailable=0 healthy=12",
  ],
  advice: {
    debugging: [
      "Call the named service from this host by hand, and read its own log for the same minute.",
      "Does everybody fail or only this caller? All: the service; one: the path between.",
    ],
    quickFixes: ["Restart or roll back the service, or switch this caller to its fallback."],
    durableFixes: ["A time limit, a retry budget and a circuit breaker for each dependency, each with its own alert."],
    links: [
      {
        title: "Google SRE book: addressing cascading failures",
        url: "https://sre.google/sre-book/addressing-cascading-failures/",
      },
    ],
  },
});
