import { join } from 'node:path'
import type { Repository } from '../platform/git/repository.ts'
import type { GitHubDouble } from '../platform/github/github.ts'
import { command, tryCommand } from './command.ts'
import type { StoryCommit } from './story.ts'

export interface IntegrationPlaces {
  readonly repository: Repository
  readonly github: GitHubDouble
  /** Folder for the checkouts. */
  readonly folder: string
  /** Image repository, without a tag. */
  readonly image: string
  readonly dockerHost: string
}

/** What became of a commit in the service's continuous integration. */
export interface Integrated {
  readonly passed: boolean
  readonly pushed: boolean
  readonly ms: number
}

/**
 * What the service's own workflow does on a push: `go test` says whether the check passes, `go build` and `docker build` make
 * the image, which is pushed with the full SHA as its tag. (A workflow as one would have it pushes no image of a commit whose
 * tests failed; this one does, so that such a commit is stopped by its check alone.)
 */
export async function integrate(commit: StoryCommit, places: IntegrationPlaces): Promise<Integrated> {
  const started = performance.now()
  const cwd = join(places.folder, `ci-${commit.letter}`)
  await places.repository.checkout(commit.sha, cwd)
  const go = { cwd, env: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-trimpath -buildvcs=false' } }
  const tested = await tryCommand('go', ['test', './...'], go)
  const passed = tested.exitCode === 0
  if (commit.image) {
    const tag = `${places.image}:${commit.sha}`
    const docker = { cwd, env: { DOCKER_HOST: places.dockerHost, DOCKER_BUILDKIT: '0' } }
    await command('go', ['build', '-ldflags=-s -w', '-o', 'bin/hello-service', '.'], go)
    // The label makes every commit's image one of its own, also where the binary is the same.
    const label = `org.opencontainers.image.revision=${commit.sha}`
    await command('docker', ['build', '--quiet', '--label', label, '--tag', tag, '.'], docker)
    await command('docker', ['push', '--quiet', tag], docker)
  }
  await places.github.recordWorkflowRun({
    workflow: { path: '.github/workflows/ci.yml', name: 'CI' },
    event: 'push',
    headSha: commit.sha,
    jobs: [{ name: 'build', conclusion: passed ? 'success' : 'failure' }],
  })
  return { passed, pushed: commit.image, ms: performance.now() - started }
}
