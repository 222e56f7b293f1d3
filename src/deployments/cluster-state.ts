/** What is in the cluster after a deployment that did not get there, or was stopped before it followed to the end. */
export const CLUSTER_STATE = {
  unchanged: 'nothing was changed',
  /** As a sentence, where there is room for it. */
  asBefore: 'Nothing was changed: the cluster is as it was.',
  /** A write may have reached the cluster. */
  unknown: 'The cluster may have been changed; the log says what was applied.',
  /** Nothing is known of what the run did. */
  notKnown: 'look at what is live',
  left: 'the cluster is left as it is; the rollout continues',
  applied: 'what was applied stays as it is',
} as const
