import { asRecord } from '../text/json.ts'

/** What builds here. `buildkit` and `classic` are both plain `docker build`; the first is the engine's own BuildKit. */
export interface Builder {
  readonly kind: 'buildx' | 'buildkit' | 'classic'
  /** For people: `docker buildx 0.37.2 (driver docker-container)`. */
  readonly name: string
  /** The engine's own platform: `linux/amd64`. */
  readonly platform: string
  /** Whether images of several platforms, attestations and caches can be exported: needs more than the engine's old store. */
  readonly exports: boolean
}

/** What docker says of itself, as text. */
export interface DockerFacts {
  /** `docker version --format '{{json .}}'` */
  readonly version: string
  /** `docker buildx version`; `undefined` when there is no buildx. */
  readonly buildx: string | undefined
  /** `docker buildx inspect`. */
  readonly buildxBuilder: string
  /** `docker info --format '{{json .DriverStatus}}'`. */
  readonly storage: string
  /** What the user's DOCKER_BUILDKIT is: `0` turns BuildKit off. */
  readonly buildKit: string | undefined
}

/** Decides what builds. `undefined` when the engine did not answer. */
export function builderOf(facts: DockerFacts): Builder | undefined {
  const { client, engine } = readVersion(facts.version)
  if (engine === undefined) return undefined
  const platform = `${engine.os}/${engine.arch}`
  if (facts.buildx !== undefined) {
    const driver = /^Driver:[ \t]*(\S+)/m.exec(facts.buildxBuilder)?.[1] ?? 'docker'
    const version = /\bv?(\d+\.\d+\.\d+\S*)/.exec(facts.buildx)?.[1] ?? 'of unknown version'
    const exports = driver !== 'docker' || facts.storage.includes('io.containerd.snapshotter')
    return { kind: 'buildx', name: `docker buildx ${version} (driver ${driver})`, platform, exports }
  }
  // Since 23.0 the client reaches BuildKit through buildx alone.
  const isBuildKit = Number.parseInt(client, 10) < 23 && facts.buildKit !== '0'
  const kind = isBuildKit ? 'buildkit' : 'classic'
  const which = isBuildKit ? "the engine's BuildKit" : 'the classic builder'
  return { kind, name: `docker build (${which}, engine ${engine.version})`, platform, exports: false }
}

interface Engine {
  readonly version: string
  readonly os: string
  readonly arch: string
}

function readVersion(text: string): { readonly client: string; readonly engine: Engine | undefined } {
  const version = asRecord(parsed(text))
  const { Version, Os, Arch } = asRecord(version.Server)
  const known = typeof Version === 'string' && typeof Os === 'string' && typeof Arch === 'string'
  return {
    client: String(asRecord(version.Client).Version ?? ''),
    engine: known ? { version: Version, os: Os, arch: Arch } : undefined,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
