import { join } from 'node:path'
import { checkEnding } from '../endings.ts'
import { LineProcess } from '../line-process.ts'
import type { Testimony } from '../pod-witness.ts'
import { serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'
import type { Scene } from '../world.ts'
import { checkNoRequestFailed, startClient } from './under-load.ts'

const BUDGET_MS = 5000

export const badCommand: Scene = {
  title: 'Commit E goes red: its container cannot start',
  story:
    'E starts the container by a name that its image does not hold. Tests cannot see that; the cluster does. A witness with a watch of its own notes when the API first shows it.',
  async play(world, stage) {
    const { B, E } = world.commits
    await world.integrated.E
    const client = await startClient(await serviceUrl(world))
    const file = join(import.meta.dirname, '../pod-witness.ts')
    const witness = new LineProcess<Testimony>(file, [join(world.places.bin, 'kubectl'), world.admin, world.namespace])
    const began = await witness.first(({ watching }) => watching, 5000)
    stage.check('The witness watches', began !== undefined)
    const delivered = await showDelivery(world, stage, E, 'event')
    const report = await witness.first(({ watching }) => !watching, 2000)
    const sighting = report?.watching === false ? report : undefined
    await witness.stop()
    checkEnding(stage, delivered, { state: 'failure', outcome: 'failed' })
    const last = delivered.statuses.at(-1)?.description ?? ''
    const { summary } = delivered.run.act
    const names = ['Deployment/hello-service', 'container hello-service', '/hallo-service']
    const named = last.startsWith('Failed:') && names.every(text => summary.includes(text))
    stage.check('The summary names object, container and command', named, names.join(', '))
    const shown = sighting === undefined ? 'never' : `${sighting.reason} in ${sighting.pod}`
    stage.check('The witness saw the cause', sighting !== undefined, shown)
    const red = delivered.endedAt - (sighting?.at ?? Number.NaN)
    stage.check(
      'Red within 5 s after the API showed the cause',
      red <= BUDGET_MS,
      red < 0 ? `${-red} ms before the witness heard of it` : `${red} ms later`,
    )
    await checkNoRequestFailed(stage, client, [B])
  },
}
