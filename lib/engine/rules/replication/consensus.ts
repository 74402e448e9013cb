import { defineRule } from "../rule.ts";

export const consensus = defineRule({
  id: "replication.consensus",
  title: "A cluster has lost its leader, its quorum or a member",
  headline: "The cluster has trouble with {member}",
  severity: "critical",
  why: "Without a majority the cluster accepts no changes; everything that stores its state there stands still.",
  match: {
    any: [
      /\b(?:lost|losing|no|without|not enough|insufficient|loss of|below) quorum\b|\bquorum (?:\S{1,40} )?(?:is |was |has been )?(?:lost|not (?:reached|met|available|formed|possible)|unavailable|failed)\b|\bNotEnoughReplicas\w*|\bQuorumLost\w*/i,
      /\b(?:no|lost|losing|without a|has no|cluster has no|unknown|missing) (?:cluster )?leader\b|\bleader (?:\S{1,60} )?(?:is |was |has been )?(?:lost|not (?:found|available|elected)|unavailable|changed|failed|stepped down|down)\b|\blost leadership\b|\bleader ?election (?:lost|failed|timed out|timeout)\b|\bleaderelection lost\b|\bno elected leader\b|\bleader failed to send out heartbeat/i,
      /\b(?:failed|unable) to (?:renew|acquire|release|update) (?:the )?(?:lease|leader lock|leader lease|leadership)\b|\bException occurred while (?:releasing|acquiring|renewing) lock '\w*(?:Lease)?Lock|\berror retrieving resource lock\b|\bfailed to renew lease\b|\bFailed to update lock\b/i,
      /\blost the TCP streaming connection with peer (?<member>\w{1,40})|\bfailed to (?:reach|dial|heartbeat to|send message to|connect to) peer(?: (?<member>\w{1,60}))?|\bhealth check for peer (?<member>\w{1,40}) could not connect|\bpeer (?<member>\w{1,40}) (?:became inactive|is unhealthy|is unreachable)|\bprober detected unhealthy status\b|\b(?:rafthttp|raft)\b.{0,120}(?:failed|lost|unreachable|timed out|unhealthy|became inactive)|\brequest ignored .{0,40}no leader/i,
      /\b(?:starting|started|initiating|beginning|calling) (?:a )?(?:new )?(?:pre-?)?(?:leader )?election\b.{0,40}(?:term|timeout|because|lost|no response)|\bHeartbeat timeout reached, starting election|\belection timeout\b.{0,30}reached|\bis starting a new election at term\b/i,
      /\bmaster (?:not discovered|node left)|\bmaster node changed \{previous .{1,160}, current \[\]|\bmaster_not_discovered\w*|\bMasterNotDiscoveredException\b|\bmaster_left\b|\bnot enough master nodes\b|\bnode-left\b|\bCluster health status changed from \[\w+\] to \[(?:RED|YELLOW)\].{0,60}|\bNotMasterException\b|\bFailedToCommitClusterStateException\b|\bno known master node\b|\bcluster_block_exception\b.{0,80}(?:no master|not recovered)/i,
      /\bnode (?<member>[\w.@:-]{1,80}) (?:is |has |was )?(?:down|left the cluster|not responding|unreachable|removed from (?:the )?cluster|suspected|failed|dead|evicted|lost)\b|\brabbit on node (?<member>[\w.@'-]{1,80}) down\b|\bMarking node (?<member>[\w.@:-]{1,80}) as failing\b|\bFAIL message received\b|\b\+(?:sdown|odown)\b|\bCluster state changed: fail\b|\bCLUSTERDOWN\b/i,
      /\b(?:partitioned network|network partition|split[- ]brain|running_partitioned_network|Mnesia.{0,40}inconsistent_database|inconsistent_database|cluster partition)\b/i,
      /\b(?:Shrinking ISR\b|ISR shrunk|NotLeaderFor\w+Exception|NotLeaderOrFollower\w*|LeaderNotAvailable\w*|LEADER_NOT_AVAILABLE|NOT_LEADER_\w+|UnderReplicatedPartitions?|NotEnoughReplicas\w*|offline partitions?|not enough in-sync replicas|NotControllerException)|\bfenced\b.{0,40}epoch|\bFencedLeaderEpoch\w*/i,
      /\bNot enough replicas available for query\b|\bUnavailableException\b|\bCannot achieve consistency level\b|\bis now DOWN\b|\bRead-?repair .{0,20}failed/i,
      /\bmember (?<member>[\w.:/-]{1,80}) is now in state (?:DOWN|RECOVERING|REMOVED|ROLLBACK|UNKNOWN)|\bno primary (?:exists|found|available|detected)\b|\bcan(?:'t|not) see a majority\b|\bstepping down from primary\b|\btoo stale to catch up\b|\bNot starting an election\b|\bNoReplicationEnabled\b|\bMaster link (?:is )?(?:down|lost)|\bmaster_link_status:down\b|\bMASTER timeout: no data nor PING received|\bDisconnect(?:ing|ed) timedout replica|\bConnection with (?:master|replica|slave) \S{0,60} ?lost\b|\bFailover auth denied|\bLost connection to MASTER|\bConnection lost.{0,20}MASTER|\bError condition on socket for SYNC|\bMASTER aborted replication\b|\bMaster does not support PSYNC|\bUnable to connect to MASTER\b|\bTimeout connecting to the MASTER/i,
      /\b(?:memberlist|serf|consul|nomad|swarm)\b.{0,80}(?:Suspect|failed|lost|no (?:cluster )?leader|unreachable|timed out)|\bmemberlist: (?:Suspect|Marking) (?<member>\S{1,80})|\bserf: EventMemberFailed\b|\bZooKeeper\b.{0,100}(?:session expired|SessionExpired|lost|Disconnected)|\bKeeperErrorCode = (?:ConnectionLoss|SessionExpired)|\bKeeperException\W(?:ConnectionLoss|SessionExpired)|\bException when following the leader\b|\bCannot open channel to \d+ at election address\b|\bNotEnoughBookies\w*/i,
      /\bcorosync\b.{0,100}(?:lost|left|failed|retransmit)|\bstonith\b.{0,80}(?:fail|fenc)|\bA processor failed, forming new configuration\b|\bretransmit list\b/i,
      /\bunder min ?isr\b|\bconnection to broker .{0,60} was unsuccessful\b|\bfailed to send out heartbeat on time\b|\bHeartbeat timeout\b.{0,80}election|\bleader is overloaded\b|\belected leader .{0,20}(?:failed|lost)|\bISR (?:for|of) .{0,60}(?:shrunk|shrink|below)/i,
      /\bVoteRequester\b.{0,80}(?:no vote|invalid response)|\breceived insufficient votes\b|\bwe've seen no PRIMARY\b|\bno PRIMARY in the past\b|\bReplicaSetNoPrimary\b|\bno primary (?:host|server|node|member)\b|\bHeartbeat to \S{1,80} failed after\b|\bError in heartbeat\b/i,
      /\bMember(?: \S{1,80})? is now in state (?:DOWN|RECOVERING|REMOVED|ROLLBACK|UNKNOWN)/i,
      /\bno valid backend node found\b|\bReplicaFetcher\b.{0,60}Error in response|\bError in response for fetch request\b|\bcluster ID mismatch\b|\betcdserver: (?:request timed out|too many requests|leader changed|no leader|publish error)|\bwaiting for the applied index took too long\b|\bapply request took too long\b|\bfailover: .{0,40}(?:no |fail)/i,
      /\bNotWritablePrimary\b|\bNotPrimary(?:NoSecondaryOk|OrSecondary)\b|\bPrimarySteppedDown\b|\bInterruptedDueToReplStateChange\b|\bnot (?:primary|master)(?:\b(?! key)).{0,20}(?:codeName|error|and slaveOk|and secondaryOk|or secondary|\n|$)/i,
      /[+](?:sdown|odown|failover-abort\w{0,20}(?:-\w{1,20}){0,4}|tilt|new-epoch|vote-for-leader)\b/,
      /\bREADONLY You can.t write against a read only (?:replica|slave)\b|\bNOREPLICAS Not enough good\b|\bMASTERDOWN\b|\bSQLSTATE\W{1,4}25006\b|\bcannot execute \w+ in a read-only transaction\b|\bServer is running with the --read-only option\b|\bsuper-read-only\b/i,
      /\b(?:replica|standby|secondary|follower|slave)\b.{0,40}\blag\b.{0,40}(?:exceeds|above|over|greater than|>)|\bexceeds maximum_lag_on_failover\b|\breplication (?:delay|lag) (?:of|is) \d{2,}/i,
    ],
    not: [
      /elected (?:as )?leader:|quorum (?:ok|reached|established|restored)|no leader change|under_?replicated[=:" ]{1,4}0/i,
    ],
  },
  fires: [
    "MongoServerError: not primary\\n  codeName: 'NotWritablePrimary'",
    "sentinel[311]: +sdown master shop 10.0.0.1 6379",
    "READONLY You can't write against a read only replica.",
    "rafthttp: lost the TCP streaming connection with peer d282ac2ce600c1ce (stream Message reader)",
    "etcdserver: request timed out, possibly due to previous leader failure; leader changed",
    "MasterNotDiscoveredException: master not discovered or elected yet",
    "[ReplicaManager broker=1] Shrinking ISR from 1,2,3 to 1",
    "Cluster state changed: fail",
    "rabbit on node 'rabbit@mq-2' down",
    "org.apache.zookeeper.KeeperException$ConnectionLossException: KeeperErrorCode = ConnectionLoss for /brokers",
  ],
  silent: [
    "+switch-master shop 10.0.0.1 6379 10.0.0.2 6379",
    "elected leader: 8211f1d0f64f3269 at term 4",
    "quorum reached with 3 of 3 members",
    "Cluster state changed: ok",
  ],
  advice: {
    debugging: [
      "Ask every member who leads: `etcdctl endpoint status --cluster -w table`, `rs.status()`, `GET _cat/master`, `rabbitmqctl cluster_status`, `kafka-metadata-quorum.sh describe --status`.",
      "Compare the first line on each member: one that is silent is gone, one that logs elections is cut off; slow disks (`wal_fsync`) look the same.",
    ],
    quickFixes: [
      "Bring the missing member back before changing membership; never restart a second one at the same time.",
    ],
    durableFixes: ["Three or five members in different failure domains with fast disks, and alerts on leader changes."],
    links: [
      { title: "etcd: failure modes", url: "https://etcd.io/docs/latest/op-guide/failures/" },
      { title: "Kafka: replication", url: "https://kafka.apache.org/documentation/#replication" },
    ],
  },
});
