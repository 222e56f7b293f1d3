/** The steps of a deployment, in order; a status names one of them as n/m. */
export const STEPS = ['gate', 'render', 'preflight', 'apply', 'rollout'] as const

export type Step = (typeof STEPS)[number]

/** What a step does, as a status says it. */
export const STEP_WORDS: Readonly<Record<Step, string>> = {
  gate: 'Checking the commit',
  render: 'Rendering templates',
  preflight: 'Validating against the cluster (dry run)',
  apply: 'Applying',
  rollout: 'Waiting for the rollout',
}
