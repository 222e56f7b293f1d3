import { type DemoStep, nameOf } from '../context.ts'
import { checkEnding, checkWritten } from '../endings.ts'
import { durationsOf } from '../integration.ts'
import { leaksOf } from '../observe/secret-leaks.ts'
import { ask, liveCommit, liveImage, registryDigest, serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'

export const firstDeploy: DemoStep = {
  title: 'Commit A is deployed',
  intro:
    'The first commit of hello-service goes to production: a ConfigMap, a Secret, a Deployment with two pods, a Service.',
  async run(context, output) {
    const { A } = context.commits
    const { passed, digest: built, run } = await context.integrated.A
    const has = passed && built !== undefined
    output.check('The push started its build, which passed; the registry has its image', has, durationsOf(run))
    const since = Date.now()
    const delivered = await showDelivery(context, output, A, 'event')
    checkEnding(output, delivered, { state: 'success', outcome: 'success' })
    await checkWritten(context, output, since, 4)
    const url = await serviceUrl(context)
    const live = await liveCommit(url)
    output.check(`The service answers with ${nameOf(A)} through the cluster`, live === A.sha, `GET ${url} → ${live}`)
    const [image, digest] = [await liveImage(context), await registryDigest(context.places.image, A.sha)]
    output.check('The pods run the digest that the registry holds for the SHA', image.endsWith(`@${digest}`), digest)
    const secret = context.places.greetingToken
    const [without, holding] = [await ask(`${url}greeting`), await ask(`${url}greeting`, secret)]
    const works = without.status === 401 && holding.status === 200
    output.check(
      'The secret has arrived',
      works,
      `without it ${without.status}, with it ${holding.status} “${holding.body}”`,
    )
    const leaks = leaksOf(secret, delivered)
    const where = leaks.length === 0 ? 'log, summary, outputs, statuses' : `found in: ${leaks.join(', ')}`
    output.check('The secret can be read nowhere', leaks.length === 0, where)
  },
}
