import { join } from 'node:path'
import type { DemoStep } from '../context.ts'
import { checkEnding } from '../endings.ts'
import { LineProcess } from '../observe/line-process.ts'
import type { WatchReport } from '../observe/pod-watcher.ts'
import { serviceUrl } from '../service.ts'
import { showDelivery } from '../show-delivery.ts'
import { checkNoRequestFailed, startClient } from './under-load.ts'

const BUDGET_MS = 5000

export const badCommand: DemoStep = {
  title: 'Commit E goes red: its container cannot start',
  intro:
    'E starts the container by a name that its image does not hold. Tests cannot see that; the cluster does. A second watch, in a process of its own, notes when the API first shows it.',
  async run(context, output) {
    const { B, E } = context.commits
    await context.integrated.E
    const client = await startClient(await serviceUrl(context))
    const file = join(import.meta.dirname, '../observe/pod-watcher.ts')
    const watcher = new LineProcess<WatchReport>(file, [
      join(context.places.bin, 'kubectl'),
      context.admin,
      context.namespace,
    ])
    const began = await watcher.first(({ watching }) => watching, 5000)
    output.check('The second watch is open', began !== undefined)
    const delivered = await showDelivery(context, output, E, 'event')
    const report = await watcher.first(({ watching }) => !watching, 2000)
    const trouble = report?.watching === false ? report : undefined
    await watcher.stop()
    checkEnding(output, delivered, { state: 'failure', outcome: 'failed' })
    const last = delivered.statuses.at(-1)?.description ?? ''
    const { summary } = delivered.run.act
    const names = ['Deployment/hello-service', 'container hello-service', '/hallo-service']
    const named = last.startsWith('Failed:') && names.every(text => summary.includes(text))
    output.check('The summary names object, container and command', named, names.join(', '))
    const shown = trouble === undefined ? 'never' : `${trouble.reason} in ${trouble.pod}`
    output.check('The second watch saw the cause', trouble !== undefined, shown)
    const red = delivered.endedAt - (trouble?.at ?? Number.NaN)
    output.check(
      'Red within 5 s after the API showed the cause',
      red <= BUDGET_MS,
      red < 0 ? `${-red} ms before the second watch saw it` : `${red} ms later`,
    )
    await checkNoRequestFailed(output, client, [B])
  },
}
