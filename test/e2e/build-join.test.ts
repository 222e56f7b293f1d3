import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ActionRun } from '../platform/action/run-action.ts'
import { RegistryProxy } from '../platform/containers/registry-proxy.ts'
import { program } from '../platform/process/program.ts'
import type { BuildStage } from '../platform/stage/build-stage.ts'
import { digestOf, headline, openLiveBuild, tagsOf } from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
const { securedRegistry: secured } = platform

interface Step {
  readonly uses: string
  readonly with: Readonly<Record<string, string>>
}
interface Template {
  readonly jobs: Readonly<Record<'platform' | 'build', { readonly steps: readonly Step[]; readonly strategy?: Matrix }>>
}
interface Matrix {
  readonly matrix: { readonly include: readonly { readonly arch: string }[] }
}
const file = join(import.meta.dirname, '../../workflows-templates/build-multi-platform.yml')
const { jobs } = parse(readFileSync(file, 'utf8')) as Template
const inputsOf = (job: keyof typeof jobs) =>
  jobs[job].steps.find(step => step.uses.startsWith('commit-train/'))?.with ?? {}
const architectures = jobs.platform.strategy?.matrix.include.map(({ arch }) => arch) ?? []

let stage: BuildStage
let image: string
beforeEach(async () => {
  ;({ stage, image } = await openLiveBuild(platform))
})
afterEach(() => stage.close())

const Dockerfile = 'FROM scratch\nCOPY message /message\n'
/** Debian's docker, whose BuildKit copies files for any platform. */
const PATH = ['/usr/bin']

/** What the template's jobs give the action, but for what is the registry's and the user's own. */
const suffix = (arch: string) => inputsOf('platform')['tag-suffix']?.replace('${{ matrix.arch }}', arch) ?? ''
const build = (sha: string, arch: string, more: Record<string, string> = {}) =>
  stage.build(sha, { inputs: { 'tag-suffix': suffix(arch), platforms: `linux/${arch}`, ...more }, path: PATH })
const merge = (sha: string, more: Record<string, string> = {}) =>
  stage.build(sha, {
    inputs: { join: inputsOf('build').join ?? '', ...more },
    env: { DOCKER_HOST: 'unix:///run/nobody' },
  })

interface Index {
  readonly mediaType: string
  readonly manifests: readonly { digest: string; platform: { os: string; architecture: string } }[]
}
const indexAt = async (tag: string): Promise<Index> =>
  JSON.parse(await program(['crane', 'manifest', '--insecure', `${image}:${tag}`]))

async function built(sha: string): Promise<ActionRun[]> {
  const runs: ActionRun[] = []
  for (const arch of architectures) runs.push(await build(sha, arch))
  return runs
}

describe('the images of a commit', () => {
  test('are joined under its SHA by the last job alone, each with its own digest', async () => {
    const sha = await stage.commit({ Dockerfile })
    const runs = await built(sha)
    expect(runs.map(headline).join()).not.toMatch(/rror/)
    expect(runs.map(run => run.outputs.tag)).toEqual(architectures.map(arch => `${sha}-${arch}`))
    // Half of it is not the commit's image.
    expect(await tagsOf(image)).toEqual(architectures.map(arch => `${sha}-${arch}`))

    const run = await merge(sha, { tags: 'main' })
    expect(headline(run)).toContain('Joined')
    const { mediaType, manifests } = await indexAt(sha)
    expect(mediaType).toBe('application/vnd.oci.image.index.v1+json')
    expect(manifests.map(({ digest, platform: { os, architecture } }) => [`${os}/${architecture}`, digest])).toEqual(
      architectures.map((arch, index) => [`linux/${arch}`, runs[index]?.outputs.digest]),
    )
    const digest = await digestOf(`${image}:${sha}`)
    expect(run.outputs).toMatchObject({ outcome: 'success', tag: sha, digest, skipped: 'false' })
    expect(await digestOf(`${image}:main`)).toBe(digest)
    for (const arch of architectures) {
      const pulled = ['crane', 'config', '--insecure', '--platform', `linux/${arch}`, `${image}:${sha}`]
      expect(JSON.parse(await program(pulled))).toMatchObject({ architecture: arch })
    }
  })

  test('are joined once: what is there stays', async () => {
    const sha = await stage.commit({ Dockerfile })
    await built(sha)
    const first = await merge(sha)
    const other = await stage.commit({ message: 'other\n' })
    const { outputs } = await build(other, 'arm64')
    // Somebody moves a part: the SHA's image does not change with it.
    await program(['crane', 'tag', '--insecure', `${image}@${outputs.digest}`, `${sha}-arm64`])
    const second = await merge(sha)
    expect(second.outputs).toMatchObject({ outcome: 'success', skipped: 'true', digest: first.outputs.digest })
    expect(await digestOf(`${image}:${sha}`)).toBe(first.outputs.digest)
  })

  test('are not joined while one is missing', async () => {
    const sha = await stage.commit({ Dockerfile })
    await build(sha, 'amd64')
    const run = await merge(sha)
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'join-part-missing', image: '' })
    expect(headline(run)).toMatch(new RegExp(`^${image} has no ${sha}-arm64; were the jobs that build these green`))
    expect(run.summary).toContain('the commit has no image')
    expect(await tagsOf(image)).toEqual([`${sha}-amd64`])
  })

  test('are not joined when two are for the same platform', async () => {
    const sha = await stage.commit({ Dockerfile })
    for (const arch of architectures) await build(sha, arch, { platforms: 'linux/amd64' })
    const run = await merge(sha)
    expect(run.outputs.reason).toBe('join-platform-duplicate')
    expect(headline(run)).toMatch(/^Two of the images that are joined are for linux\/amd64;/)
    expect(await tagsOf(image)).not.toContain(sha)
  })

  test('of the first parent are those of a commit that changes nothing in them', async () => {
    const parent = await stage.commit({ Dockerfile })
    const runs = await built(parent)
    await merge(parent)
    const sha = await stage.commit({ 'deploy/app.yaml': 'replicas: 3\n' })
    for (const [index, arch] of architectures.entries()) {
      const { outputs } = await build(sha, arch, { 'not-in-image': inputsOf('platform')['not-in-image'] ?? '' })
      expect(outputs).toMatchObject({ skipped: 'true', digest: runs[index]?.outputs.digest })
    }
    await merge(sha)
    expect(await digestOf(`${image}:${sha}`)).toBe(await digestOf(`${image}:${parent}`))
  })

  test('are joined in a registry with a login', async () => {
    const other = await openLiveBuild(platform, secured.address)
    const credentials = { 'registry-username': secured.username, 'registry-password': secured.password }
    const sha = await other.stage.commit({ Dockerfile })
    for (const arch of architectures) {
      const inputs = { ...credentials, 'tag-suffix': suffix(arch), platforms: `linux/${arch}` }
      await other.stage.build(sha, { inputs, path: PATH })
    }
    const run = await other.stage.build(sha, { inputs: { ...credentials, join: '-amd64\n-arm64' } })
    const anonymous = await other.stage.build(sha, { inputs: { join: '-amd64\n-arm64' } })
    await other.stage.close()
    expect(run.outputs.outcome).toBe('success')
    expect(anonymous.outputs.reason).toBe('registry-denied')
  })

  test('a registry with other content under the SHA afterwards is an error', async () => {
    const sha = await stage.commit({ Dockerfile })
    const [first] = await built(sha)
    const proxy = await RegistryProxy.open(platform.registry)
    let written = false
    proxy.intervene = (request, response) => {
      if (!request.url?.endsWith(`/manifests/${sha}`)) return false
      if (request.method === 'PUT') written = true
      if (!written || request.method !== 'GET') return false
      response.writeHead(307, { Location: request.url.replace(sha, first?.outputs.digest ?? '') }).end()
      return true
    }
    const run = await merge(sha, { image: image.replace(platform.registry, proxy.address) })
    proxy.close()
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'tag-moved', image: '' })
  })
})
