import { describe, expect, it, onTestFinished } from 'vitest'
import type { PullRequestEvent } from '../src/body/pull-request-event.ts'
import type { PushEvent } from '../src/body/push-event.ts'
import { webhooks } from '../src/description/description.ts'
import { checkEvent } from '../src/description/event.ts'
import { git } from '../src/git/git.ts'
import { createRepository, type Repository } from '../src/git/repository.ts'
import type { GitHubDouble } from '../src/github.ts'
import { CORRUPTIONS, corrupt } from './corruption.ts'
import { type Harness, startHarness } from './harness.ts'

/** The newest event's payload. */
function newest<Payload>(github: GitHubDouble): Payload {
  return github.events.at(-1)?.payload as Payload
}

async function forkOf({ github, repository }: Harness): Promise<Repository> {
  const fork = await createRepository()
  onTestFinished(() => fork.remove())
  await git(fork.bare, ['fetch', '--quiet', repository.bare, 'refs/heads/main:refs/heads/main'])
  github.addRepository({ owner: 'mallory', name: 'hello', bare: fork.bare, forkOf: 'acme/hello' })
  github.addToken('ghp_mallory', { name: 'mallory', kind: 'user' })
  return fork
}

describe('a push', () => {
  it('is an event with the commits it brought, oldest first', async () => {
    const { github, repository } = await startHarness()
    const first = await repository.commit({ message: 'one', files: { a: '1' } })
    await github.push({ by: 'person' })
    expect(github.events).toMatchObject([
      {
        name: 'push',
        createdBy: 'person',
        startsWorkflows: true,
        payload: {
          ref: 'refs/heads/main',
          before: '0'.repeat(40),
          after: first,
          created: true,
          forced: false,
          commits: [{ id: first, message: 'one', added: ['a'], removed: [], modified: [] }],
          head_commit: { id: first },
          sender: { login: 'ada' },
        },
      },
    ])
    const second = await repository.commit({ message: 'two', files: { a: '2', b: '1' } })
    const third = await repository.commit({ message: 'three', files: { b: null } })
    await github.push({ by: 'person' })
    expect(newest(github)).toMatchObject({
      before: first,
      after: third,
      created: false,
      commits: [
        { id: second, added: ['b'], modified: ['a'], author: { username: 'carriage-driver' } },
        { id: third, removed: ['b'] },
      ],
      repository: { full_name: 'acme/hello', master_branch: 'main' },
    })
  })

  it('of a new branch brings what is on no other', async () => {
    const { github, repository } = await startHarness()
    await repository.commit({ message: 'one' })
    await repository.branch('topic')
    const sha = await repository.commit({ message: 'two', branch: 'topic' })
    await github.push({ by: 'person', branch: 'topic' })
    expect(newest(github)).toMatchObject({ ref: 'refs/heads/topic', created: true, commits: [{ id: sha }] })
  })

  it('that takes commits away is forced', async () => {
    const { github, repository } = await startHarness()
    const first = await repository.commit({ message: 'one' })
    await repository.commit({ message: 'two' })
    await github.push({ by: 'person' })
    await repository.branch('main', first)
    await github.push({ by: 'person' })
    expect(newest(github)).toMatchObject({ after: first, forced: true, commits: [], head_commit: { id: first } })
  })

  it("with the workflow's own token starts nothing", async () => {
    const { github, repository } = await startHarness()
    await repository.commit({ message: 'one' })
    await github.push({ by: 'workflow' })
    expect(github.events).toMatchObject([{ name: 'push', startsWorkflows: false }])
  })

  it('of nothing, or of no branch, is an error of the test', async () => {
    const { github, repository } = await startHarness()
    await repository.commit({ message: 'one' })
    await github.push({ by: 'person' })
    await expect(github.push({ by: 'person' })).rejects.toThrow('nothing was pushed to main')
    await expect(github.push({ by: 'person', branch: 'topic' })).rejects.toThrow('there is no branch topic')
    await expect(github.push({ by: 'nobody' })).rejects.toThrow('no token is called nobody')
  })
})

describe('a pull request', () => {
  it('is an event, with head and merge kept in the repository', async () => {
    const { github, repository } = await startHarness()
    const base = await repository.commit({ message: 'one', files: { a: '1' } })
    await repository.branch('topic')
    const head = await repository.commit({ message: 'two', branch: 'topic', files: { b: '1\n2\n' } })
    expect(await github.openPullRequest({ title: 'Two', head: 'topic', by: 'person' })).toBe(1)
    const [event] = github.events
    expect(event).toMatchObject({
      name: 'pull_request',
      startsWorkflows: true,
      payload: {
        action: 'opened',
        number: 1,
        pull_request: {
          title: 'Two',
          user: { login: 'ada' },
          head: { ref: 'topic', sha: head, repo: { full_name: 'acme/hello', fork: false } },
          base: { ref: 'main', sha: base, repo: { full_name: 'acme/hello' } },
          commits: 1,
          changed_files: 1,
          additions: 2,
          merge_commit_sha: null,
        },
      },
    })
    const merge = await git(repository.bare, ['rev-parse', 'refs/pull/1/merge'])
    expect(event?.merge).toBe(merge)
    expect(await git(repository.bare, ['rev-list', '--parents', '-1', merge])).toBe(`${merge} ${base} ${head}`)
  })

  it('whose head is pushed is an event after that of the push', async () => {
    const { github, repository } = await startHarness()
    await repository.commit({ message: 'one' })
    await repository.branch('topic')
    const before = await repository.commit({ message: 'two', branch: 'topic' })
    await github.push({ by: 'person', branch: 'topic' })
    await github.openPullRequest({ title: 'Two', head: 'topic', by: 'person' })
    const after = await repository.commit({ message: 'three', branch: 'topic' })
    await github.push({ by: 'person', branch: 'topic' })
    expect(github.events.map(({ name }) => name)).toEqual(['push', 'pull_request', 'push', 'pull_request'])
    expect(newest(github)).toMatchObject({
      action: 'synchronize',
      before,
      after,
      pull_request: { head: { sha: after }, commits: 2 },
    })
  })

  it('from a fork says so, and its commit can be fetched from the repository itself', async () => {
    const harness = await startHarness()
    const { github, repository } = harness
    await repository.commit({ message: 'one' })
    const fork = await forkOf(harness)
    const head = await fork.commit({ message: 'mine', branch: 'main', files: { b: '' } })
    await github.openPullRequest({ title: 'Mine', head: 'mallory:main', by: 'mallory', repository: 'acme/hello' })
    const { pull_request: pull } = newest<PullRequestEvent>(github)
    expect(pull.head).toMatchObject({
      label: 'mallory:main',
      sha: head,
      repo: { full_name: 'mallory/hello', fork: true },
    })
    expect(pull.base.repo).toMatchObject({ full_name: 'acme/hello', fork: false })
    expect(await git(repository.bare, ['rev-parse', 'refs/pull/1/head'])).toBe(head)
    await expect(
      github.openPullRequest({ title: 'None', head: 'eve:main', by: 'mallory', repository: 'acme/hello' }),
    ).rejects.toThrow('eve has no fork of acme/hello')
  })

  it('that cannot be merged starts nothing', async () => {
    const { github, repository } = await startHarness()
    await repository.commit({ message: 'one', files: { a: '1' } })
    await repository.branch('topic')
    await repository.commit({ message: 'two', branch: 'topic', files: { a: '2' } })
    await repository.commit({ message: 'three', files: { a: '3' } })
    await github.openPullRequest({ title: 'Two', head: 'topic', by: 'person' })
    expect(github.events).toMatchObject([{ startsWorkflows: false, merge: undefined }])
  })
})

describe.each(['push', 'pull-request-opened', 'pull-request-synchronize'])('the event %s', name => {
  async function emitted(): Promise<unknown> {
    const { github, repository } = await startHarness()
    await repository.commit({ message: 'one' })
    await repository.branch('topic')
    await repository.commit({ message: 'two', branch: 'topic' })
    await github.push({ by: 'person', branch: 'topic' })
    if (name === 'push') return newest<PushEvent>(github)
    await github.openPullRequest({ title: 'Two', head: 'topic', by: 'person' })
    if (name === 'pull-request-opened') return newest<PullRequestEvent>(github)
    await repository.commit({ message: 'three', branch: 'topic' })
    await github.push({ by: 'person', branch: 'topic' })
    return newest<PullRequestEvent>(github)
  }

  it('is as described', async () => {
    expect(checkEvent(name, await emitted())).toEqual([])
  })

  it.each(CORRUPTIONS)('with a %s is refused', async how => {
    const payload: unknown = JSON.parse(JSON.stringify(await emitted()))
    const spoilt = corrupt(webhooks.events[name] ?? {}, payload, how, webhooks.schemas)
    expect(spoilt.length).toBeGreaterThan(how === 'field extra' ? 3 : 20)
    const passed = spoilt.filter(one => checkEvent(name, one.value).length === 0)
    expect(passed.map(one => one.at)).toEqual([])
  })
})
