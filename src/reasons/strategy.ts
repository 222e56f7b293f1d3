import type { ReasonTable } from './reason.ts'

/** Deployments that are carried out in stages. */
export const STRATEGY = {
  held: {
    outcome: 'held',
    meaning:
      'A stage of `strategy` in the policy is reached: some pods run the commit, the others what was live, and somebody decides.',
    advice: 'Promote or abort it, as the text says. See `docs/strategies.md`.',
  },
  'nothing-held': {
    outcome: 'refused',
    meaning: 'A deployment was to be promoted or aborted that is not held: it has ended, or was never held.',
    advice: '`status` shows what is held. Request a new deployment of the commit.',
  },
  'held-by-other': {
    outcome: 'refused',
    meaning:
      'Another deployment is held in the environment, and this one would end it; or another run came first with what is to become of one that is held.',
    advice: 'Promote or abort what is held, or deploy all at once; of two runs, wait for the end of the other.',
  },
  'hold-expired': {
    outcome: 'cancelled',
    meaning:
      'A deployment is held longer than `strategy.expires` of the policy says: it is not promoted any more, and `reconcile` aborts it.',
    advice: 'Deploy the commit again and decide in time, or make `expires` longer.',
  },
  'hold-broken': {
    outcome: 'failed',
    meaning:
      'What was held is not there any more as it was: somebody has changed or deleted it, or its release record is lost.',
    advice: 'The text says what changed. Deploy the commit that is to be live.',
  },
  'still-held': {
    outcome: 'error',
    meaning:
      'A deployment that is held could be neither promoted nor aborted, and nothing was changed: it stays held, and its pods serve on.',
    advice: 'The text says what stood in the way. Ask again, or deploy all at once the commit that should be live.',
  },
  'hold-unrecorded': {
    outcome: 'error',
    meaning:
      'A stage was reached, and the cluster did not take the record of it, without which no one could promote or abort it.',
    advice: 'What was live before is applied again. Look at the permissions and quotas for Secrets, and deploy again.',
  },
  aborted: {
    outcome: 'cancelled',
    meaning: 'Somebody aborted a deployment that was held.',
    advice: 'Nothing to do: what was live before is live.',
  },
  'no-room': {
    outcome: 'refused',
    meaning:
      'A quota of the namespace leaves no room for the pods of a stage beside the old ones. Nothing was changed.',
    advice: 'Raise the quota, or set `strategy.surge` to `false`: then they take the place of old ones.',
  },
  'config-shared': {
    outcome: 'warning',
    meaning:
      'A ConfigMap or Secret changes that the pods of both versions read: an old pod that starts anew, or reads its files again, has the new content.',
    advice: 'Give what the new version needs a name of its own, or keep it readable for both.',
  },
  'no-stage': {
    outcome: 'warning',
    meaning: 'The policy asks for stages, and there is nothing that could be watched beside what is live.',
    advice: 'Nothing to do: all pods were replaced in one rollout. The text says why.',
  },
  'hold-replaced': {
    outcome: 'warning',
    meaning: 'Another deployment was held, and this one went out over it: it was asked for all at once, or goes back.',
    advice: 'Nothing to do. Deploy the other commit again if it should go out after all.',
  },
  'strategy-impossible': {
    outcome: 'refused',
    meaning: 'The cluster or the templates do not allow what `strategy:` of the policy asks for. Nothing was changed.',
    advice: 'The text says what is missing. See `docs/strategies.md`.',
  },
  'drain-unused': {
    outcome: 'warning',
    meaning:
      '`strategy.drain` of the policy changes nothing: no Service of the templates selects the pods of a workload.',
    advice: 'Correct the selector of the Service, or remove `drain`.',
  },
} as const satisfies ReasonTable
