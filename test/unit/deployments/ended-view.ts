import type { EndedView } from '../../../src/deployments/view.ts'

export const SHA = '1a2b3c4d'.repeat(5)

/** The view of a deployment that went well. */
export function endedView(given: Partial<EndedView> = {}): EndedView {
  return {
    id: 7,
    repository: 'acme/hello',
    service: 'hello',
    environment: 'staging',
    requester: 'ada',
    commit: SHA,
    image: 'ghcr.io/acme/hello@sha256:abc',
    steps: [
      { step: 'gate', ms: 412 },
      { step: 'rollout', ms: 12_400 },
    ],
    ms: 14_000,
    touched: true,
    ending: { outcome: 'success', reason: 'deployed', text: 'Deployed in 14 s', findings: [] },
    causes: [],
    workloads: [],
    objects: [],
    warnings: [],
    links: {
      repository: 'https://github.com/acme/hello',
      commit: `https://github.com/acme/hello/commit/${SHA}`,
      log: 'https://github.com/acme/hello/actions/runs/5/attempts/1',
    },
    ...given,
  }
}
