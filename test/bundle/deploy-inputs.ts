import type { ActionRun } from '../platform/action/run-action.ts'
import { until } from '../platform/process/until.ts'
import type { Asked, DeployOptions, Stage } from '../platform/stage/stage.ts'

/** No server listens there: what is refused here is refused before the cluster is needed. */
const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: nowhere
clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: nobody, user: {token: not-a-real-token}}]
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
`
/** What a step that deploys is given. */
export const INPUTS = { kubeconfig: KUBECONFIG, 'secret-env': 'GREETING_TOKEN' }
/** The step's `env:`. */
export const ENV = { GREETING_TOKEN: 'correct horse battery staple' }

/** Runs a deployment that GitHub does not let end, and stops it as soon as it tries to: else it would try for ten minutes. */
export async function stoppedAtItsEnd(stage: Stage, asked: Asked, options: DeployOptions): Promise<ActionRun> {
  stage.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 500 })
  const looks = () =>
    stage.github.requests.filter(
      ({ method, path, token }) => method === 'GET' && path.endsWith('/statuses') && token === 'workflow',
    ).length
  const before = looks()
  const running = await stage.start(asked, options)
  // One look before it begins, one before it writes the end.
  await until({ what: 'the end to be tried' }, async () => looks() >= before + 2)
  running.signal('SIGINT')
  return running.ended
}
