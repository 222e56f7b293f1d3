import type { Aftermath, StormDeployment } from './storm.ts'
import type { Story } from './story.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ENDS = ['success', 'failure', 'error', 'inactive']
/** Scans of reconcile are half an hour apart, and a deployment without a run is left alone for half an hour. */
const LONGEST = 90 * MINUTE

/** Whatever is not as it should be, each in one line. */
export function findings(aftermath: Aftermath, story: Pick<Story, 'outage'>): readonly string[] {
  return [
    ...aftermath.deployments.flatMap(one => ofOne(one, aftermath, story)),
    ...[...byKey(aftermath.deployments)].flatMap(([key, deployments]) => ofKey(key, deployments, aftermath)),
    ...limits(aftermath),
  ]
}

/** How a deployment ended at first: what is live later sets it to inactive. */
export function endOf({ statuses }: StormDeployment): StormDeployment['statuses'][number] | undefined {
  return statuses.find(({ state }) => ENDS.includes(state))
}

/** The one word of an ending: `Refused`, `Superseded`, … */
export function wordOf(deployment: StormDeployment): string {
  const end = endOf(deployment)
  if (end === undefined) return 'none'
  return end.state === 'success' ? 'Deployed' : (end.description.split(':')[0] ?? '')
}

function ofOne(one: StormDeployment, { applied }: Aftermath, story: Pick<Story, 'outage'>): string[] {
  const name = `deployment ${one.id} (${one.ask.fate})`
  const end = endOf(one)
  if (end === undefined) return [`${name} has no end: ${one.statuses.at(-1)?.description}`]
  const found: string[] = []
  const ends = one.statuses.filter(({ state, description }) => ENDS.includes(state) && !isReplacement(description))
  // The same end twice does no harm: the answer to the first was lost.
  const texts = new Set(ends.map(({ state, description }) => `${state} ${description}`))
  if (texts.size > 1) found.push(`${name} ends ${texts.size} times: ${[...texts].join(', ')}`)
  const touched = applied.some(({ id }) => id === one.id)
  if (end.state === 'success' && !touched) found.push(`${name} succeeded without an apply`)
  if (/nothing was (changed|touched)/.test(end.description) && touched)
    found.push(`${name} says that nothing was changed: ${end.description}`)
  if (!isFitting(one, story)) found.push(`${name} ended as ${end.description}`)
  const took = end.at - one.askedAt
  if (took > LONGEST) found.push(`${name} took ${Math.round(took / MINUTE)} minutes`)
  return found
}

function isReplacement(description: string): boolean {
  return description.startsWith('Replaced by')
}

/** Which endings a fate may have. Any run may be overtaken, and any may need a GitHub that does not answer. */
function isFitting(one: StormDeployment, { outage }: Pick<Story, 'outage'>): boolean {
  const word = wordOf(one)
  const error = endOf(one)?.description ?? ''
  if (word === 'Superseded' || (word === 'Error' && /GitHub|rate limit/.test(error))) return true
  // A run that could not even read what it was to deploy: reconcile has ended it.
  const isInOutage = one.ask.at >= outage.from - 2 * MINUTE && one.ask.at < outage.to
  if (isInOutage && error.includes('wrote no status: see its log')) return true
  switch (one.ask.fate) {
    case 'healthy':
      return word === 'Deployed' || error.startsWith('Refused: deployment ')
    case 'red-check':
      return word === 'Refused'
    case 'failing':
      return word === 'Failed'
    case 'cancelled':
    case 'killed':
    case 'lost':
      // It may have been over by then.
      return ['Cancelled', 'Error', 'Deployed', 'Refused'].includes(word)
    case 'dropped':
      return word === 'Cancelled'
    case 'never':
      return word === 'Error' && error.startsWith('Error: no run: ')
  }
}

/** Deployments of one service to one environment change it one after the other, never back to an older request. */
function ofKey(key: string, deployments: readonly StormDeployment[], { applied }: Aftermath): string[] {
  const ids = new Set(deployments.map(({ id }) => id))
  const order = applied.filter(({ id }) => ids.has(id)).map(({ id }) => id)
  const found: string[] = []
  if (order.some((id, at) => id < (order[at - 1] ?? 0))) found.push(`${key}: applied in the order ${order}`)
  const successes = deployments
    .flatMap(one => one.statuses.filter(({ state }) => state === 'success').map(({ at }) => ({ id: one.id, at })))
    .toSorted((one, other) => one.at - other.at || one.id - other.id)
  if (successes.some(({ id }, at) => id < (successes[at - 1]?.id ?? 0)))
    found.push(`${key}: succeeded in the order ${successes.map(({ id }) => id)}`)
  const shown = deployments.filter(({ statuses }) => statuses.at(-1)?.state === 'success')
  if (shown.length > 1) found.push(`${key}: ${shown.map(({ id }) => id)} all look live`)
  return found
}

/** GitHub took no more writes than it says, and was not asked again and again by clients that it had refused. */
function limits({ requests }: Aftermath): string[] {
  const found: string[] = []
  const writes = requests.filter(
    ({ operationId, token }) => operationId === 'repos/create-deployment-status' && token !== undefined,
  )
  for (const [token, all] of Map.groupBy(writes, one => one.token)) {
    const taken = all.filter(({ status }) => status === 201 || status === undefined).map(({ receivedAt }) => receivedAt)
    if (mostWithin(taken, MINUTE) > 80) found.push(`${token}: ${mostWithin(taken, MINUTE)} writes in a minute`)
    if (mostWithin(taken, HOUR) > 500) found.push(`${token}: ${mostWithin(taken, HOUR)} writes in an hour`)
    const refused = all.filter(({ status }) => status === 403).length
    if (refused > taken.length / 10) found.push(`${token}: ${refused} writes were refused, ${taken.length} taken`)
  }
  return found
}

/** The most of these times within a window. */
export function mostWithin(times: readonly number[], window: number): number {
  let from = 0
  let most = 0
  for (let to = 0; to < times.length; to++) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= window) from += 1
    most = Math.max(most, to - from + 1)
  }
  return most
}

function byKey(deployments: readonly StormDeployment[]): Map<string, readonly StormDeployment[]> {
  return Map.groupBy(deployments, ({ ask }) => `${ask.repository} ${ask.service} ${ask.environment}`)
}
