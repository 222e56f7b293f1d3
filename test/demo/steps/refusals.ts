import type { DemoCommit } from '../commits.ts'
import type { DemoContext, DemoStep, StepOutput } from '../context.ts'
import type { Trigger } from '../delivery.ts'
import { checkEnding, checkUntouched } from '../endings.ts'
import { liveCommit, registryDigest, serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'

export const failedChecks: DemoStep = {
  title: 'Commit C is refused: its checks failed',
  intro: 'C broke a test, which its build found; a commit that does not pass has no image.',
  async run(context, output) {
    const { C } = context.commits
    const { passed, digest, run } = await context.integrated.C
    const { reason = '' } = run.act.outputs
    const red = !passed && reason === 'test-failed' && digest === undefined
    output.check('Its build is red by go test, and the registry has no image of it', red, reason)
    await showRefusal(context, output, C, 'event', 'checks-not-passed')
  },
}

export const missingImage: DemoStep = {
  title: 'Commit D is refused: its image is missing',
  intro: 'D takes C back; its build passed and pushed its image. Then a clean-up of the registry took that away.',
  async run(context, output) {
    const { D } = context.commits
    const { passed, digest } = await context.integrated.D
    const gone = (await registryDigest(context.places.image, D.sha)) === 'no digest: 404'
    output.check('Its build passed, and its image is gone', passed && digest !== undefined && gone, digest)
    await showRefusal(context, output, D, 'dispatch', 'image-missing')
  },
}

async function showRefusal(
  context: DemoContext,
  output: StepOutput,
  commit: DemoCommit,
  trigger: Trigger,
  reason: string,
): Promise<void> {
  const since = Date.now()
  const delivered = await showDelivery(context, output, commit, trigger)
  checkEnding(output, delivered, { state: 'failure', outcome: 'refused', reason })
  await checkUntouched(context, output, since)
  const live = await liveCommit(await serviceUrl(context))
  output.check('The service still answers with B', live === context.commits.B.sha, live)
}
