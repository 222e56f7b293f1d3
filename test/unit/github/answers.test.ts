import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { findWorkflowRun, getWorkflowRun, hasRunEnded, readJobs } from '../../../src/github/checks/workflow-runs.ts'
import type { GitHubClient } from '../../../src/github/client.ts'
import { readCountedPages } from '../../../src/github/pages.ts'
import { readRole } from '../../../src/github/role.ts'

/** A GitHub that gives the same answer to everything; what was asked is kept. */
function answering(data: unknown) {
  const asked: { readonly route: string; readonly parameters: object }[] = []
  const request = async (route: string, parameters: object) => {
    asked.push({ route, parameters })
    if (data instanceof Error) throw data
    return { data }
  }
  const repository = { owner: 'acme', repo: 'hello' }
  const github = { repository, octokit: async () => ({ request }) } as unknown as GitHubClient
  return { asked, github }
}

const RUN = {
  ...{ id: 7, workflow_id: 3, path: '.github/workflows/ci.yml', event: 'push', head_branch: null },
  ...{ status: null, conclusion: null, html_url: 'https://github.test/runs/7' },
}

describe('a workflow run', () => {
  test.each<[string, object, object]>([
    [
      'as little as GitHub says',
      {},
      {
        ...{ id: 7, workflowId: 3, workflowName: '.github/workflows/ci.yml', event: 'push', attempt: 1, status: '' },
        ...{ headBranch: undefined, suiteId: undefined, conclusion: undefined, url: 'https://github.test/runs/7' },
      },
    ],
    [
      'all that it says',
      {
        ...{ name: 'CI', display_title: 'Fix', head_branch: 'main', check_suite_id: 5, run_attempt: 2 },
        ...{ status: 'completed', conclusion: 'success' },
      },
      {
        ...{ id: 7, workflowId: 3, workflowName: 'CI', title: 'Fix', event: 'push', attempt: 2, status: 'completed' },
        ...{ headBranch: 'main', suiteId: 5, conclusion: 'success', url: 'https://github.test/runs/7' },
      },
    ],
  ])('%s', async (_, some, fact) => {
    const { asked, github } = answering({ ...RUN, ...some })
    expect(await getWorkflowRun(github, 7)).toStrictEqual(fact)
    expect(asked).toMatchObject([{ parameters: { owner: 'acme', run_id: 7, exclude_pull_requests: true } }])
  })

  test.each<[unknown, boolean]>([
    [{ ...RUN, status: 'completed' }, true],
    [{ ...RUN, status: 'in_progress' }, false],
    [{ ...RUN, status: 'queued' }, false],
    [new UserError('github-not-found', 'gone'), true],
  ])('%j has ended: %s', async (data, ended) => {
    expect(await hasRunEnded(answering(data).github, 7)).toBe(ended)
  })

  test('that cannot be read is not one that was deleted', async () => {
    const { github } = answering(new UserError('github-unreachable', '502'))
    await expect(findWorkflowRun(github, 7)).rejects.toThrow('502')
    await expect(findWorkflowRun(answering(new Error('odd')).github, 7)).rejects.toThrow('odd')
  })

  test('its jobs are those of all attempts', async () => {
    const { asked, github } = answering({ jobs: [{ id: 1, run_attempt: 2 }, { id: 2 }], total_count: 2 })
    expect(await readJobs(github, 7)).toEqual({
      items: [
        { id: 1, attempt: 2 },
        { id: 2, attempt: 1 },
      ],
      missing: 0,
    })
    expect(asked).toMatchObject([{ parameters: { run_id: 7, filter: 'all', per_page: 100, page: 1 } }])
  })
})

test.each([
  ['of the repository', { role_name: 'maintain', permission: 'write' }, 'maintain'],
  ["of the organization's own", { role_name: 'release managers', permission: 'write' }, 'write'],
  ['none', { role_name: 'none', permission: 'none' }, undefined],
])('a role %s', async (_, data, role) => {
  const { asked, github } = answering(data)
  expect(await readRole(github, 'ada')).toBe(role)
  expect(asked).toMatchObject([{ parameters: { owner: 'acme', repo: 'hello', username: 'ada' } }])
})

describe('a counted list', () => {
  async function readOf(total: number, itemsOf: (page: number) => readonly number[]) {
    const pages: number[] = []
    const all = await readCountedPages(async page => {
      pages.push(page)
      return { items: itemsOf(page).map(id => ({ id })), total }
    })
    return { pages, count: all.items.length, missing: all.missing }
  }
  const hundred = (page: number) => Array.from({ length: 100 }, (_, at) => page * 100 + at)

  test.each<[number, readonly number[], number]>([
    [0, [1], 0],
    [100, [1], 0],
    [101, [1, 2], 0],
    [2000, Array.from({ length: 20 }, (_, at) => at + 1), 0],
    [2001, Array.from({ length: 20 }, (_, at) => at + 1), 1],
  ])('of %i is read in pages of a hundred, 20 at most', async (total, pages, missing) => {
    const itemsOf = (page: number) => hundred(page).slice(0, Math.max(0, total - (page - 1) * 100))
    expect(await readOf(total, itemsOf)).toEqual({ pages, count: Math.min(total, 2000), missing })
  })

  test('has an item once that moved to the next page meanwhile; what is not handed out is missing', async () => {
    expect(await readOf(150, page => (page === 1 ? hundred(1) : [199, 200]))).toEqual({
      ...{ pages: [1, 2], count: 101, missing: 49 },
    })
  })

  test('that grew meanwhile misses nothing for that', async () => {
    expect(await readOf(1, () => [1, 2])).toEqual({ pages: [1], count: 2, missing: 0 })
  })
})
