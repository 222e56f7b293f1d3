import type { DemoStep } from '../context.ts'
import { checkEnding } from '../endings.ts'
import { ask, formerPodsGone, serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'
import { checkNoRequestFailed, startClient } from './under-load.ts'

export const rollingUpdate: DemoStep = {
  title: 'Commit B is deployed while a client calls',
  intro:
    'B changes the greeting of production. Whoever has no App deploys by dispatch: a workflow’s own token is enough. A client in a process of its own calls the service without a pause, before, during and after.',
  async run(context, output) {
    const { A, B } = context.commits
    const { digest, run } = await context.integrated.B
    const same =
      digest !== undefined && digest === (await context.integrated.A).digest && run.act.outputs.skipped === 'true'
    output.check('B changes manifests alone: A’s image got its SHA, and nothing was built', same, digest)
    const url = await serviceUrl(context)
    const client = await startClient(url)
    const delivered = await showDelivery(context, output, B, 'dispatch')
    await client.first(counts => (counts.commits[B.sha] ?? 0) > 0, 5000)
    const gone = await formerPodsGone(context, 15)
    output.check('The pods of A have left', gone)
    checkEnding(output, delivered, { state: 'success', outcome: 'success' })
    await checkNoRequestFailed(output, client, [A, B])
    const { body } = await ask(`${url}greeting`, context.places.greetingToken)
    output.check('Production greets in the new way', body === 'Good morning', `“${body}”`)
  },
}
