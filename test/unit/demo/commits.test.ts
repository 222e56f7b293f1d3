import { expect, onTestFinished, test } from 'vitest'
import { git } from '../../../packages/github-double/src/git/git.ts'
import { createRepository } from '../../../packages/github-double/src/git/repository.ts'
import { writeCommits } from '../../demo/commits.ts'

test('the commits are a line of small commits on the default branch, and D takes C back', async () => {
  const repository = await createRepository()
  onTestFinished(() => repository.remove())
  const pushed: (string | undefined)[] = []
  const commits = await writeCommits(repository, {}, async () => void pushed.push(await repository.head()))
  expect(pushed).toEqual(Object.values(commits).map(({ sha }) => sha))
  const line = await git(repository.bare, ['log', '--first-parent', '--reverse', '--format=%H', 'main'])
  expect(line.split('\n')).toEqual(Object.values(commits).map(({ sha }) => sha))
  const changed = (sha: string): Promise<string> => git(repository.bare, ['diff', '--name-only', `${sha}~`, sha])
  expect(await changed(commits.B.sha)).toBe('deploy/values/production.yaml')
  expect(await changed(commits.E.sha)).toBe('deploy/templates/deployment.yaml')
  expect(await git(repository.bare, ['diff', '--name-only', commits.B.sha, commits.D.sha])).toBe('')
  expect(await git(repository.bare, ['ls-tree', '-r', '--name-only', commits.A.sha])).not.toContain('bin/')
})
