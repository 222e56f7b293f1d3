/** How the layers are cached. */
export type LayerCache = 'none' | 'gha' | 'registry' | 'inline'
/** How much the provenance attestation says. */
export type Provenance = 'none' | 'min' | 'max'

/** A secret of the build: docker reads its value from the environment, so that it is in no argument and no file. */
export interface BuildSecret {
  /** What `RUN --mount=type=secret,id=…` names. */
  readonly id: string
  readonly variable: string
  /** Not empty. */
  readonly value: string
}

/** What a build may use beside its context: BuildKit's options, by docker's names for them. */
export interface BuildExtras {
  /** Nothing comes out of the cache. */
  readonly noCache: boolean
  /** Base images are looked up again, also where the engine has some by the same name. */
  readonly pull: boolean
  /** `NAME` to a folder of the workspace, or to an address such as `docker-image://alpine:3`. */
  readonly buildContexts: ReadonlyMap<string, string>
  /** Agents and keys for `RUN --mount=type=ssh`: `default`, `deploy=/path/to/key`. */
  readonly ssh: readonly string[]
  /** An SBOM attestation: `true`, `generator=IMAGE`; `undefined` for none. */
  readonly sbom: string | undefined
  /** Of the `RUN` lines; `undefined` for the engine's default. */
  readonly network: string | undefined
}

/** What docker is to build, with everything looked up. */
export interface ImageBuildPlan extends BuildExtras {
  /** Stage of the Dockerfile; `undefined` for the last one. */
  readonly target: string | undefined
  /** `linux/arm64`; empty for the engine's own. */
  readonly platforms: readonly string[]
  readonly buildArgs: ReadonlyMap<string, string>
  readonly secrets: readonly BuildSecret[]
  readonly cache: LayerCache
  readonly provenance: Provenance
  /** Relative to the workspace. */
  readonly context: string
  readonly dockerfile: string
  readonly labels: ReadonlyMap<string, string>
  /** `ghcr.io/acme/hello`. */
  readonly repository: string
  /** The full SHA, with the suffix of the input: `<sha>-arm64`. */
  readonly tag: string
  readonly tagSuffix: string
  readonly firstParent: string | undefined
  readonly push: boolean
}
