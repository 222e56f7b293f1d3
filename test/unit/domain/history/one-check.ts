import type { CheckFacts } from '../../../../src/domain/checks/facts.ts'

/** A commit with one commit status. */
export function oneCheck(sha: string, state: 'success' | 'failure' | 'pending'): CheckFacts {
  return {
    sha,
    branch: 'main',
    checkRuns: [],
    workflowRuns: [],
    statuses: [{ id: 1, context: 'ci', state, url: 'https://ci.example/1' }],
    ownWorkflowIds: [],
    unreadable: [],
  }
}
