import { expect, onTestFinished, test } from 'vitest'
import { git } from '../../../packages/github-double/src/git/git.ts'
import { createRepository } from '../../../packages/github-double/src/git/repository.ts'
import { writeStory } from '../../demo/story.ts'

test('the story is a line of small commits on the default branch, and D takes C back', async () => {
  const repository = await createRepository()
  onTestFinished(() => repository.remove())
  const pushed: (string | undefined)[] = []
  const story = await writeStory(repository, {}, async () => void pushed.push(await repository.head()))
  expect(pushed).toEqual(Object.values(story).map(({ sha }) => sha))
  const line = await git(repository.bare, ['log', '--first-parent', '--reverse', '--format=%H', 'main'])
  expect(line.split('\n')).toEqual(Object.values(story).map(({ sha }) => sha))
  const changed = (sha: string): Promise<string> => git(repository.bare, ['diff', '--name-only', `${sha}~`, sha])
  expect(await changed(story.B.sha)).toBe('deploy/values/production.yaml')
  expect(await changed(story.E.sha)).toBe('deploy/templates/deployment.yaml')
  expect(await git(repository.bare, ['diff', '--name-only', story.B.sha, story.D.sha])).toBe('')
  expect(await git(repository.bare, ['ls-tree', '-r', '--name-only', story.A.sha])).not.toContain('bin/')
})
