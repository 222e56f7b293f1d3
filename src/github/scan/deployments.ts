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
import { type RepositoryReading, valueFor } from './draft.ts'
import type { ScanTools } from './scan-tools.ts'

/** Deployments of the first page, and of the others. */
const FIRST = 10
const MORE = 50
/** More pages than these are not read: 260 deployments of an environment. */
const PAGES = 6
/** The newest good one is live; the one before says whether that was a rollback. */
const GOOD_ONES = 2

interface Reading {
  readonly draft: RepositoryReading
  readonly environment: string
  readonly deployments: DeploymentFacts[]
  after: string | undefined
  open: boolean
}

/** Reads each environment's deployments, newest first, until the good ones of every service are found. */
export async function readDeployments(tools: ScanTools, drafts: readonly RepositoryReading[]): Promise<void> {
  const readings = drafts.flatMap(draft =>
    draft.question.environments.map(
      ({ name }): Reading => ({ draft, environment: name, deployments: [], after: undefined, open: true }),
    ),
  )
  for (let page = 1; page <= PAGES; page++) {
    const open = readings.filter(reading => reading.open && reading.draft.problem === undefined)
    if (open.length === 0) break
    await readPage(tools, open, page === 1 ? FIRST : MORE)
  }
  for (const { draft, environment, deployments, after } of readings) {
    draft.environments.set(environment, { deployments, complete: after === undefined })
  }
}

async function readPage(tools: ScanTools, open: readonly Reading[], first: number): Promise<void> {
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

function take(reading: Reading, pages: EnvironmentPages): void {
  const { draft, environment } = reading
  const page = pages.get(environment)
  if (page === undefined) throw new Error(`${environment} was not asked about`)
  const known = new Set(reading.deployments.map(({ id }) => id))
  for (const listed of page.listed) {
    const facts = deploymentFacts(listed, environment, draft.question.apps)
    if (facts !== undefined && !known.has(facts.id)) reading.deployments.push(facts)
  }
  reading.after = page.next
  const enough = draft.question.services.every(
    service => goodDeployments(reading.deployments, service, draft.question.services).length >= GOOD_ONES,
  )
  reading.open = page.next !== undefined && !enough
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
