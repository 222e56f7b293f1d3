import { checkEnding } from '../endings.ts'
import { ask, formerPodsGone, serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'
import type { Scene } from '../world.ts'
import { checkNoRequestFailed, startClient } from './under-load.ts'

export const rollingUpdate: Scene = {
  title: 'Commit B is deployed while a client calls',
  story:
    'B changes the greeting of production. Whoever has no App deploys by dispatch: a workflow’s own token is enough. A client in a process of its own calls the service without a pause, before, during and after.',
  async play(world, stage) {
    const { A, B } = world.commits
    const { digest, run } = await world.integrated.B
    const same =
      digest !== undefined && digest === (await world.integrated.A).digest && run.act.outputs.skipped === 'true'
    stage.check('B changes manifests alone: A’s image got its SHA, and nothing was built', same, digest)
    const url = await serviceUrl(world)
    const client = await startClient(url)
    const delivered = await showDelivery(world, stage, B, 'dispatch')
    await client.first(counts => (counts.commits[B.sha] ?? 0) > 0, 5000)
    const gone = await formerPodsGone(world, 15_000)
    stage.check('The pods of A have left', gone)
    checkEnding(stage, delivered, { state: 'success', outcome: 'success' })
    await checkNoRequestFailed(stage, client, [A, B])
    const { body } = await ask(`${url}greeting`, world.places.greetingToken)
    stage.check('Production greets in the new way', body === 'Good morning', `“${body}”`)
  },
}
