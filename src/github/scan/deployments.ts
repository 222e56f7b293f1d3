import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { goodDeployments } from '../../domain/history/deployments.ts'
import { askParts } from '../graphql/parts.ts'
import {
  DEPLOYMENTS,
  deploymentFacts,
  deploymentsPart,
  type EnvironmentPages,
  type ListedDeployment,
} from '../history/deployment-page.ts'
import { STATUSES, statusesPart } from '../history/statuses.ts'
import { type RepositoryReading, servicesAsked, valueFor } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'

/** Deployments of the first page, and of the others. */
const FIRST = 10
const MORE = 50
/** More pages than these are not read: 260 deployments of an environment. */
const PAGES = 6
/** The deployments of an environment, while more of them may be read. */
export interface DeploymentsReading {
  readonly draft: RepositoryReading
  readonly environment: string
  /** Newest first. */
  readonly deployments: DeploymentFacts[]
  after: string | undefined
  pages: number
}

/** Reads each environment's deployments, newest first, until the live one of every service is found. */
export async function readDeployments(
  tools: ScanTools,
  drafts: readonly RepositoryReading[],
): Promise<readonly DeploymentsReading[]> {
  const readings = drafts.flatMap(newReadings)
  await readUntil(tools, readings, ({ draft, deployments }) =>
    servicesAsked(draft.question).every(
      service => goodDeployments(deployments, service, draft.question.services).length > 0,
    ),
  )
  return readings
}

/** Of each environment of a repository, before anything was read. */
export function newReadings(draft: RepositoryReading): readonly DeploymentsReading[] {
  return draft.question.environments.map(({ name }) => {
    return { draft, environment: name, deployments: [], after: undefined, pages: 0 }
  })
}

/** Reads on until `enough` says so, or there are no more. */
export async function readUntil(
  tools: ScanTools,
  readings: readonly DeploymentsReading[],
  enough: (reading: DeploymentsReading) => boolean,
  pages = PAGES,
): Promise<void> {
  const isOpen = (one: DeploymentsReading) =>
    one.draft.problem === undefined &&
    one.pages < pages &&
    (one.pages === 0 || (one.after !== undefined && !enough(one)))
  for (let open = readings.filter(isOpen); open.length > 0; open = readings.filter(isOpen)) {
    // Those that begin ask for fewer.
    const some = open.filter(one => (one.pages === 0) === (open[0]?.pages === 0))
    const first = Math.max(...some.map(({ draft }) => draft.question.deployments ?? FIRST))
    await readPage(tools, some, some[0]?.pages === 0 ? first : MORE)
  }
  for (const { draft, environment, deployments, after } of readings) {
    const known = new Map(draft.environments.get(environment)?.deployments.map(one => [one.id, one]))
    const facts = deployments.map(one => known.get(one.id) ?? one)
    draft.environments.set(environment, { deployments: facts, complete: after === undefined })
  }
}

async function readPage(tools: ScanTools, open: readonly DeploymentsReading[], first: number): Promise<void> {
  const byDraft = Map.groupBy(open, ({ draft }) => draft)
  const parts = [...byDraft].map(([draft, readings]) => ({
    draft,
    readings,
    part: deploymentsPart(draft.head.repository, readings, first),
  }))
  const answers = await askParts(
    tools,
    DEPLOYMENTS,
    parts.map(({ part }) => part),
  )
  for (const { draft, readings, part } of parts) {
    const value = valueFor(draft, answers.get(part))
    if (value === undefined) continue
    await readAllStatuses(tools, draft, value)
    for (const reading of readings) take(reading, value)
  }
}

function take(reading: DeploymentsReading, pages: EnvironmentPages): void {
  const { draft, environment } = reading
  const page = pages.get(environment)
  if (page === undefined) throw new Error(`${environment} was not asked about`)
  const known = new Set(reading.deployments.map(({ id }) => id))
  for (const listed of page.listed) {
    const facts = deploymentFacts(listed, environment, draft.question.apps)
    if (facts !== undefined && !known.has(facts.id)) reading.deployments.push(facts)
  }
  reading.after = page.next
  reading.pages += 1
}

/** A deployment seldom has more than a hundred statuses; the one that was success may be among the others. */
async function readAllStatuses(tools: ScanTools, draft: RepositoryReading, pages: EnvironmentPages): Promise<void> {
  const listed = [...pages.values()].flatMap(page => page.listed)
  for (let page = 2; page <= PAGES && draft.problem === undefined; page++) {
    const open = listed.flatMap(one => (one.next === undefined ? [] : [partOf(draft, one, one.next)]))
    if (open.length === 0) return
    const parts = open.map(({ part }) => part)
    const answers = await askParts(tools, STATUSES, parts)
    for (const { deployment, part } of open) {
      const value = valueFor(draft, answers.get(part))
      if (value === undefined) return
      deployment.nodes.push(...value.nodes)
      deployment.next = value.next
    }
  }
}

function partOf(draft: RepositoryReading, deployment: ListedDeployment, after: string) {
  return { deployment, part: statusesPart(draft.head.repository, String(deployment.fields.id), after) }
}
