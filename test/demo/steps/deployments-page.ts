import type { DemoStep } from '../context.ts'
import { ENVIRONMENT } from '../delivery.ts'

const TERMINAL = new Set(['success', 'failure', 'error', 'inactive'])

export const deploymentsPage: DemoStep = {
  title: 'The Deployments page',
  intro: 'What GitHub keeps of all this, read over HTTP with the token of somebody who had no part in it.',
  async run(context, output) {
    const { reader, github } = context.places
    const letters = new Map(Object.values(context.commits).map(({ sha, letter }) => [sha, letter]))
    const listed = await reader.deployments(ENVIRONMENT)
    const rows = await Promise.all(
      listed.map(async deployment => {
        const statuses = await reader.statuses(deployment.id)
        return { deployment, statuses, last: statuses.at(-1) }
      }),
    )
    output.screen.table(
      ['commit', 'environment', 'by', 'statuses', 'state', 'how it ended'],
      rows.map(({ deployment, statuses, last }) => [
        `${letters.get(deployment.sha) ?? '?'} ${deployment.sha.slice(0, 7)}`,
        deployment.environment,
        deployment.creator.login,
        String(statuses.length),
        output.screen.state(last?.state ?? 'none'),
        last?.description ?? '',
      ]),
    )
    const endings = rows.toReversed().map(({ deployment, last }) => `${letters.get(deployment.sha)} ${last?.state}`)
    // B has replaced A.
    const wanted = ['A inactive', 'B success', 'C failure', 'D failure', 'E failure']
    output.check('Every deployment is there and ended as it did', endings.join() === wanted.join(), endings.join(', '))
    const open = rows.filter(({ last }) => !TERMINAL.has(last?.state ?? ''))
    output.check('None is left without an end', open.length === 0)
    const most = Math.max(...rows.map(({ statuses }) => statuses.length))
    const tooLong = rows.flatMap(({ statuses }) => statuses).filter(({ description }) => [...description].length > 140)
    const frugal = most <= 6 && tooLong.length === 0
    output.check('At most 6 statuses each, none longer than 140 characters', frugal, `at most ${most}`)
    const unknown = github.unknownRequests.map(({ method, path, why }) => `${method} ${path}: ${why}`)
    output.check('No request that GitHub would not understand', unknown.length === 0, unknown.slice(0, 3).join('; '))
  },
}
