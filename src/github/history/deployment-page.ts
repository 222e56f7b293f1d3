import { isOurs } from '../../domain/deployment-origin.ts'
import type { DeploymentFacts, DeploymentRecordState } from '../../domain/history/deployment-facts.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import { MalformedAnswer } from '../failure.ts'
import { type Fields, instantIn, numberIn, objectIn, pageIn, textIn, textOrNone } from '../graphql/answer.ts'
import type { Question, RepositoryPart } from '../graphql/parts.ts'
import { ownerAndName } from '../repository.ts'
import { STATUS_STATES, STATUSES_FRAGMENT, statusesInOrder, statusPage } from './statuses.ts'

/** The question for deployments, newest first: GitHub's own order is oldest first. */
export const DEPLOYMENTS: Question = {
  name: 'Deployments',
  doing: 'list the deployments',
  most: 10,
  requests: 349,
  fragments: [
    `fragment deployments on DeploymentConnection {
  nodes {
    id
    databaseId
    commitOid
    task
    state
    createdAt
    latestEnvironment
    creator { __typename login }
    payload
    latestStatus { id }
    statuses(first: 100) { ...statuses }
  }
  pageInfo { hasNextPage endCursor }
}`,
    STATUSES_FRAGMENT,
  ],
}

/** Where the next page of an environment's deployments begins. */
interface EnvironmentPage {
  readonly environment: string
  readonly after: string | undefined
}

/** A deployment whose statuses may not be whole yet. */
export interface ListedDeployment {
  readonly fields: Fields
  readonly nodes: Fields[]
  /** Where more statuses begin. */
  next: string | undefined
}

/** One page of an environment's deployments. */
interface DeploymentPage {
  readonly listed: readonly ListedDeployment[]
  readonly next: string | undefined
}

/** A page for each environment, by its name. */
export type EnvironmentPages = ReadonlyMap<string, DeploymentPage>

/** Asks for a page of `first` deployments of some environments of a repository. */
export function deploymentsPart(
  repository: string,
  environments: readonly EnvironmentPage[],
  first: number,
): RepositoryPart<EnvironmentPages> {
  const { owner, repo } = ownerAndName(repository)
  return {
    repository,
    requests: environments.length * (1 + first),
    write: declare => {
      const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`
      const size = declare('Int!', first)
      const fields = environments.map(({ environment, after }, index) => {
        const names = declare('[String!]', [environment])
        const from = declare('String', after ?? null)
        const order = 'orderBy: { field: CREATED_AT, direction: DESC }'
        return `e${index}: deployments(environments: ${names}, first: ${size}, after: ${from}, ${order}) { ...deployments }`
      })
      return `repository(${where}) { ${fields.join('\n')} }`
    },
    read: data => new Map(environments.map(({ environment }, index) => [environment, pageOf(data, `e${index}`)])),
  }
}

function pageOf(data: Fields, alias: string): DeploymentPage {
  const page = pageIn(data, alias)
  if (page === undefined || page.hidden > 0) throw new MalformedAnswer('deployments that it does not show')
  const listed = page.nodes.map(fields => {
    const statuses = statusPage(fields)
    return { fields, nodes: [...statuses.nodes], next: statuses.next }
  })
  return { listed, next: page.next }
}

/** The deployment's facts; undefined when it went to another environment meanwhile. */
export function deploymentFacts(
  { fields, nodes }: ListedDeployment,
  environment: string,
  apps: readonly string[],
): DeploymentFacts | undefined {
  const name = textOrNone(fields, 'latestEnvironment') ?? environment
  if (canonicalName(name) !== canonicalName(environment)) return undefined
  const state = textOrNone(fields, 'state')?.toLowerCase() ?? 'pending'
  if (!isState(state)) throw new MalformedAnswer(`an unknown state of a deployment, '${state}'`)
  const actor = objectIn(fields, 'creator')
  const creator = actor === undefined ? '' : textIn(actor, 'login')
  const byPerson = actor !== undefined && textIn(actor, '__typename') === 'User'
  const payload = textOrNone(fields, 'payload')
  return {
    id: numberIn(fields, 'databaseId'),
    sha: textIn(fields, 'commitOid').toLowerCase(),
    task: textOrNone(fields, 'task') ?? '',
    environment: name,
    state,
    createdAt: instantIn(fields, 'createdAt'),
    ...{ creator, byPerson, payload },
    ours: isOurs({ creator, byPerson, payload }, apps),
    statuses: statusesInOrder(nodes, fields),
    runWaits: undefined,
  }
}

const STATES: readonly string[] = [
  ...STATUS_STATES,
  ...(['abandoned', 'active', 'destroyed'] satisfies readonly DeploymentRecordState[]),
]

function isState(state: string): state is DeploymentRecordState {
  return STATES.includes(state)
}
