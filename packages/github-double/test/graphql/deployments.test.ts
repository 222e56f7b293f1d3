import { describe, expect, it } from 'vitest'
import type { RecordedState } from '../../src/state/deployment.ts'
import { startHarness } from '../harness.ts'

const deployments = (args: string, fields: string) =>
  `{ repository(owner: "acme", name: "hello") { deployments(${args}) { ${fields} } } }`

async function started(now = () => Date.UTC(2026, 2, 2, 9)) {
  const harness = await startHarness({ now })
  return { ...harness, sha: await harness.repository.commit({ message: 'one' }) }
}

describe('deployments', () => {
  it('come oldest first, unless the query says otherwise, and of the environments asked for', async () => {
    const { github, query, sha } = await started()
    const [first, second, third] = ['staging', 'production', 'staging'].map(
      environment => github.recordDeployment({ sha, environment, creator: 'train[bot]' }).id,
    )
    const ids = async (args: string) => {
      const { data } = await query(deployments(args, 'totalCount nodes { databaseId }'))
      return (
        data as { repository: { deployments: { nodes: { databaseId: number }[] } } }
      ).repository.deployments.nodes.map(one => one.databaseId)
    }
    const newest = 'orderBy: { field: CREATED_AT, direction: DESC }'
    expect(await ids('first: 1')).toEqual([first])
    expect(await ids(`first: 2, ${newest}`)).toEqual([third, second])
    expect(await ids('last: 1')).toEqual([third])
    expect(await ids(`first: 9, environments: ["staging"], ${newest}`)).toEqual([third, first])
    expect(await ids('first: 9, environments: ["Staging"]')).toEqual([])
  })

  it('have their fields and statuses, newest status first, with ids above 32 bits', async () => {
    const { github, query, sha } = await started()
    const { id } = github.recordDeployment({ sha, environment: 'staging', task: 'deploy:api', creator: 'train[bot]' })
    github.recordDeploymentStatus(id, { state: 'in_progress', description: 'Rendering', logUrl: 'https://log.example' })
    github.recordDeploymentStatus(id, { state: 'success' })
    const fields = `nodes { databaseId commitOid task createdAt latestEnvironment creator { __typename login }
      latestStatus { state } statuses(first: 10) { totalCount nodes { state description logUrl createdAt } } }`
    expect(id).toBeGreaterThan(2 ** 31)
    const createdAt = '2026-03-02T09:00:00Z'
    expect((await query(deployments('first: 1', fields))).data).toEqual({
      repository: {
        deployments: {
          nodes: [
            {
              databaseId: id,
              commitOid: sha,
              task: 'deploy:api',
              createdAt,
              latestEnvironment: 'staging',
              creator: { __typename: 'Bot', login: 'train' },
              latestStatus: { state: 'SUCCESS' },
              statuses: {
                totalCount: 2,
                nodes: [
                  { state: 'SUCCESS', description: '', logUrl: null, createdAt },
                  { state: 'IN_PROGRESS', description: 'Rendering', logUrl: 'https://log.example', createdAt },
                ],
              },
            },
          ],
        },
      },
    })
  })

  it('and those made over REST are the same', async () => {
    const { call, query, sha } = await started()
    const body = { ref: sha, environment: 'staging', auto_merge: false, required_contexts: [] }
    const { id } = (await call('POST', '/deployments', { body })).body
    await call('POST', `/deployments/${id}/statuses`, { body: { state: 'failure' } })
    const { data } = await query(deployments('first: 1', 'nodes { databaseId state creator { login } commit { oid } }'))
    expect(data).toMatchObject({
      repository: {
        deployments: {
          nodes: [{ databaseId: id, state: 'FAILURE', creator: { login: 'github-actions' }, commit: { oid: sha } }],
        },
      },
    })
  })

  it.each<[readonly RecordedState[], number, boolean, string]>([
    [[], 30, false, 'PENDING'],
    [[], 31, false, 'ABANDONED'],
    [['pending'], 31, false, 'ABANDONED'],
    [['queued'], 31, false, 'QUEUED'],
    [['waiting'], 31, false, 'WAITING'],
    [['in_progress'], 31, false, 'IN_PROGRESS'],
    [['in_progress', 'success'], 31, false, 'ACTIVE'],
    [['success', 'inactive'], 0, false, 'INACTIVE'],
    [['success', 'inactive'], 0, true, 'DESTROYED'],
    [['error'], 0, false, 'ERROR'],
    [['failure'], 0, false, 'FAILURE'],
  ])('that went through %j are, %i minutes later (transient: %s), %s', async (states, minutes, transient, expected) => {
    let now = Date.UTC(2026, 2, 2, 9)
    const { github, query, sha } = await started(() => now)
    github.recordDeployment({ sha, environment: 'staging', states, transient })
    now += minutes * 60_000
    const { data } = await query(deployments('first: 1', 'nodes { state }'))
    expect(data).toEqual({ repository: { deployments: { nodes: [{ state: expected }] } } })
  })

  it('lead on from their node ids', async () => {
    const { github, query, sha } = await started()
    github.recordDeployment({ sha, environment: 'staging', states: ['queued', 'in_progress', 'success'] })
    const { data } = await query(deployments('first: 1', 'nodes { id statuses(first: 1) { pageInfo { endCursor } } }'))
    type Node = { id: string; statuses: { pageInfo: { endCursor: string } } }
    const [node] = (data as { repository: { deployments: { nodes: Node[] } } }).repository.deployments.nodes
    const rest = `query ($id: ID!, $after: String) {
      node(id: $id) { ... on Deployment { statuses(first: 5, after: $after) { nodes { state } } } }
    }`
    const variables = { id: node?.id, after: node?.statuses.pageInfo.endCursor }
    expect((await query(rest, { variables })).data).toEqual({
      node: { statuses: { nodes: [{ state: 'IN_PROGRESS' }, { state: 'QUEUED' }] } },
    })
    expect((await query(rest, { variables: { id: 'DE_x' } })).errors).toMatchObject([{ type: 'NOT_FOUND' }])
  })
})
