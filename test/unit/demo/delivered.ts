import type { LoggedRequest } from '../../../packages/github-double/src/http/request-log.ts'
import type { Delivered } from '../../demo/delivery.ts'

/** The payload of the event that started the run. */
export const payload = {}

/** A deployment as the demo has it, with some of what it left. */
export function deliveredWith(changes: {
  readonly raw?: string
  readonly summary?: string
  readonly description?: string
  readonly parent?: string
  readonly entries?: readonly string[]
  readonly requestsBefore?: number
  readonly token?: string
}): Delivered {
  const { parent = 'act', entries = ['deploy-pre.js', 'deploy.js', 'deploy-post.js'] } = changes
  const event = {
    name: 'deployment',
    payload,
    sha: 'a',
    branch: undefined,
    environment: 'production',
    sender: 'maria',
    path: undefined,
    outsider: undefined,
  }
  return {
    commit: { letter: 'A', sha: 'a', title: 'Add it' },
    trigger: 'event',
    deploymentId: 1,
    askedAt: 1000,
    begunAt: 2000,
    endedAt: 3250,
    run: {
      recorded: { id: 7, workflowId: 1, checkSuiteId: 1, jobs: {} },
      attempt: 1,
      workflow: { path: '', name: '', events: [], branches: {}, jobs: [] },
      event,
      token: changes.token ?? 'run 7',
      requestsBefore: changes.requestsBefore ?? 1,
      recordedAt: 1500,
      jobs: {},
      act: {
        exitCode: 0,
        lines: [],
        results: {},
        outputs: {},
        summary: changes.summary ?? '',
        entries: entries.map(entry => ({ parent, entry: `/somewhere/dist/${entry}` })),
        logFile: '',
        raw: changes.raw ?? '',
      },
    },
    statuses: [{ id: 1, state: 'success', description: changes.description ?? '', log_url: '', created_at: '' }],
  }
}

/** GitHub's request log: somebody asks for a deployment, if anybody, then the run asks twice. */
export function requestsAround(asker: string | undefined): LoggedRequest[] {
  const request = (method: string, path: string, token: string): LoggedRequest => ({
    id: '',
    method,
    path,
    query: {},
    body: undefined,
    receivedAt: 0,
    receivedMonotonic: 0,
    operationId: undefined,
    fault: undefined,
    token,
    validated: true,
    answeredMonotonic: 0,
    status: 200,
  })
  const made = request(asker === undefined ? 'GET' : 'POST', '/repos/acme/hello/deployments', asker ?? 'maria')
  return [made, request('GET', '/repos/acme/hello', 'run 7'), request('GET', '/repos/acme/hello', 'run 7')]
}
