import { checkEnding, checkWritten } from '../endings.ts'
import { durationsOf } from '../integration.ts'
import { leaksOf } from '../secrecy.ts'
import { ask, liveCommit, liveImage, registryDigest, serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'
import { nameOf, type Scene } from '../world.ts'

export const firstDeploy: Scene = {
  title: 'Commit A is deployed',
  story:
    'The first commit of hello-service goes to production: a ConfigMap, a Secret, a Deployment with two pods, a Service.',
  async play(world, stage) {
    const { A } = world.commits
    const { passed, digest: built, run } = await world.integrated.A
    const has = passed && built !== undefined
    stage.check('The push started its build, which passed; the registry has its image', has, durationsOf(run))
    const since = Date.now()
    const delivered = await showDelivery(world, stage, A, 'event')
    checkEnding(stage, delivered, { state: 'success', outcome: 'success' })
    await checkWritten(world, stage, since, 4)
    const url = await serviceUrl(world)
    const live = await liveCommit(url)
    stage.check(`The service answers with ${nameOf(A)} through the cluster`, live === A.sha, `GET ${url} → ${live}`)
    const [image, digest] = [await liveImage(world), await registryDigest(world.places.image, A.sha)]
    stage.check('The pods run the digest that the registry holds for the SHA', image.endsWith(`@${digest}`), digest)
    const secret = world.places.greetingToken
    const [without, holding] = [await ask(`${url}greeting`), await ask(`${url}greeting`, secret)]
    const works = without.status === 401 && holding.status === 200
    stage.check(
      'The secret has arrived',
      works,
      `without it ${without.status}, with it ${holding.status} “${holding.body}”`,
    )
    const leaks = leaksOf(secret, delivered)
    const where = leaks.length === 0 ? 'log, summary, outputs, statuses' : `found in: ${leaks.join(', ')}`
    stage.check('The secret can be read nowhere', leaks.length === 0, where)
  },
}
