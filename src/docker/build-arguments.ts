import type { ImageBuildPlan } from './build-plan.ts'
import type { Builder } from './builder.ts'

/** Where the image goes: into the engine, nowhere but the cache of the builder, or into the registry. */
export type BuildOutput = 'engine' | 'cache' | 'registry'

/** Files that docker writes for us. */
export interface DockerResultFiles {
  readonly imageId: string
  readonly metadata: string
}

/** An image with an index around it cannot be held by the engine: it is built first, and pushed from the cache. */
export function needsDirectPush(plan: Pick<ImageBuildPlan, 'platforms' | 'provenance' | 'sbom'>): boolean {
  return plan.platforms.length > 1 || plan.provenance !== 'none' || plan.sbom !== undefined
}

/** The arguments of `docker`, run in the workspace. No value of a secret is among them. */
export function buildArguments(
  plan: ImageBuildPlan,
  builder: Pick<Builder, 'kind'>,
  output: BuildOutput,
  files: DockerResultFiles,
): readonly string[] {
  const isBuildx = builder.kind === 'buildx'
  return [
    ...(isBuildx ? ['buildx', 'build'] : ['build']),
    ...(builder.kind === 'classic' ? [] : ['--progress', 'plain']),
    ...(isBuildx ? [`--provenance=${provenance(plan, output)}`, `--sbom=${sbom(plan, output)}`] : []),
    ...(isBuildx ? outputArguments(plan, output, files) : []),
    ...['--file', local(plan.dockerfile)],
    ...(plan.target === undefined ? [] : ['--target', plan.target]),
    ...(plan.platforms.length === 0 ? [] : ['--platform', plan.platforms.join(',')]),
    ...[...plan.buildArgs].flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...plan.secrets.flatMap(({ id, variable }) => ['--secret', `id=${id},env=${variable}`]),
    ...[...plan.labels].flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...extraArguments(plan, isBuildx, output),
    ...cacheArguments(plan, isBuildx, output),
    ...(output === 'engine' ? ['--tag', `${plan.repository}:${plan.tag}`, '--iidfile', files.imageId] : []),
    local(plan.context),
  ]
}

/** The engine takes no attestation: what is tested in it gets one when it is pushed. */
function provenance({ provenance: wanted }: ImageBuildPlan, output: BuildOutput): string {
  return wanted === 'none' || output === 'engine' ? 'false' : `mode=${wanted}`
}

function sbom({ sbom: wanted }: ImageBuildPlan, output: BuildOutput): string {
  return wanted === undefined || output === 'engine' ? 'false' : wanted
}

function extraArguments(plan: ImageBuildPlan, isBuildx: boolean, output: BuildOutput): readonly string[] {
  // What goes into the registry is what was built and tested before, out of the cache: not made anew.
  const isFirst = output !== 'registry'
  const { noCache, pull, buildContexts, ssh, network } = plan
  return [
    ...(noCache && isFirst ? ['--no-cache'] : []),
    ...(pull && isFirst ? ['--pull'] : []),
    ...[...buildContexts].flatMap(([name, where]) => ['--build-context', `${name}=${contextAddress(where)}`]),
    ...ssh.flatMap(each => ['--ssh', each]),
    ...(network === undefined ? [] : ['--network', network]),
    // BuildKit needs it as an entitlement too.
    ...(network === 'host' && isBuildx ? ['--allow', 'network.host'] : []),
  ]
}

/** A folder of the workspace looks like one, whatever its name is. */
function contextAddress(where: string): string {
  return isContextAddress(where) ? where : local(where)
}

/** Whether a named context is not a folder: `docker-image://`, `oci-layout://`, `target:`, a repository or an archive. */
export function isContextAddress(where: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|git@)/.test(where)
}

/** Into the registry without a tag: that is written when it is seen that the right thing is there. */
function outputArguments(
  { repository }: ImageBuildPlan,
  output: BuildOutput,
  { metadata }: DockerResultFiles,
): readonly string[] {
  if (output === 'engine') return ['--load']
  if (output === 'cache') return ['--output', 'type=cacheonly']
  const image = `type=image,name=${repository},push-by-digest=true,name-canonical=true,push=true`
  return ['--output', image, '--metadata-file', metadata]
}

/** The cache is written when the image is built first; that of the registry only by runs that push. */
function cacheArguments(plan: ImageBuildPlan, isBuildx: boolean, output: BuildOutput): readonly string[] {
  const { cache, repository, firstParent, tagSuffix } = plan
  const registry = `type=registry,ref=${repository}:build-cache${tagSuffix}`
  switch (cache) {
    case 'none':
      return []
    case 'gha': {
      const gha = `type=gha,scope=${repository}${tagSuffix}`
      return [
        '--cache-from',
        gha,
        ...(output === 'registry' ? [] : ['--cache-to', `${gha},mode=max,ignore-error=true`]),
      ]
    }
    case 'registry': {
      // Some registries (ECR) only take a cache that looks like an image.
      const written = `${registry},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`
      return ['--cache-from', registry, ...(plan.push && output !== 'registry' ? ['--cache-to', written] : [])]
    }
    case 'inline': {
      const to = isBuildx ? ['--cache-to', 'type=inline'] : ['--build-arg', 'BUILDKIT_INLINE_CACHE=1']
      if (firstParent === undefined) return to
      const parent = `${repository}:${firstParent}${tagSuffix}`
      return ['--cache-from', isBuildx ? `type=registry,ref=${parent}` : parent, ...to]
    }
  }
}

/** A path that docker takes for neither an option nor an address, whatever its name is. */
function local(path: string): string {
  return path === '.' ? path : `./${path}`
}
