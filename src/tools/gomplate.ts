import { UserError } from '../errors.ts'
import type { Logger } from '../log/logger.ts'
import type { Exec } from '../process/exec.ts'
import { programOnPath } from '../process/program-path.ts'
import type { Clock } from '../time/clock.ts'
import { readMirror } from './base-url.ts'
import { type Download, downloaded, type ToolCache } from './download.ts'
import { GOMPLATE_CHECKSUMS, platformOf } from './pinned.ts'

/** Which gomplate is wanted, and through what it is found. */
export interface GomplateWanted {
  /** Without a `v`: `5.1.0`. */
  readonly version: string
  /** SHA-256 of the binary; needed for versions that are not in the table of pinned ones, wins over the table. */
  readonly checksum: string | undefined
  /** The folder that holds `v<version>/gomplate_<os>-<arch>`. */
  readonly baseUrl: string
  readonly exec: Exec
  readonly log: Logger
  /** Its PATH is where gomplate is looked for first; it may name a proxy. */
  readonly env: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /** A private folder, for a download. */
  readonly folder: string
  readonly clock?: Clock
  /** Of a download. Default: far more than it has. */
  readonly mostBytes?: number
  /** Default: the machine's own, in node's words. */
  readonly platform?: { readonly os: string; readonly arch: string }
  /** Default: the runner's. */
  readonly toolCache?: ToolCache
}

/** A gomplate that may be run. */
export interface Gomplate {
  readonly path: string
  readonly version: string
  /** Where it came from, to be said: `from the PATH (/usr/bin/gomplate)`. */
  readonly origin: string
}

/** Finds gomplate: the one on the PATH if it has exactly the wanted version, else one with the right checksum. */
export async function findGomplate(wanted: GomplateWanted): Promise<Gomplate> {
  const { version } = wanted
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    throw new UserError(
      'input-invalid',
      `Input "gomplate-version" is ${JSON.stringify(version)}; write a full version such as 5.1.0`,
    )
  }
  const onPath = await gomplateOnPath(wanted)
  if (onPath !== undefined) return { path: onPath, version, origin: `from the PATH (${onPath})` }
  const found = await downloaded(pinnedDownload(wanted), wanted)
  return { ...found, version }
}

async function gomplateOnPath({ version, exec, env, log, signal }: GomplateWanted): Promise<string | undefined> {
  const path = programOnPath('gomplate', env.PATH)
  if (path === undefined) return undefined
  const { exitCode, stdout } = await exec(path, ['--version'], { env, signal, timeoutMs: 15_000 })
  const found = /\bv?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1]
  if (exitCode === 0 && found === version) return path
  const why = found === undefined ? 'does not say its version' : `is version ${found}`
  log.info(`${path} ${why}, wanted is ${version}: it is not used`)
  return undefined
}

function pinnedDownload(wanted: GomplateWanted): Download {
  const { version } = wanted
  const { os, arch } = wanted.platform ?? { os: process.platform, arch: process.arch }
  const platform = platformOf(os, arch)
  if (platform === undefined) {
    throw new UserError(
      'platform-unsupported',
      `There is no gomplate for ${os} on ${arch} that this action knows; use a Linux or macOS runner on x64 or arm64, or put gomplate ${version} on the PATH`,
    )
  }
  const mirror = readMirror(wanted.baseUrl, 'gomplate-base-url')
  return {
    tool: 'gomplate',
    version,
    url: `${mirror.url}/v${version}/gomplate_${platform}`,
    authorization: mirror.authorization,
    sha256: checksumOf(wanted, GOMPLATE_CHECKSUMS[version]?.[platform]),
    inputs: { checksum: 'gomplate-checksum', baseUrl: 'gomplate-base-url' },
  }
}

function checksumOf({ version, checksum }: GomplateWanted, pinned: string | undefined): string {
  if (checksum !== undefined) {
    if (/^[0-9a-f]{64}$/i.test(checksum)) return checksum.toLowerCase()
    throw new UserError('input-invalid', `Input "gomplate-checksum" is not a SHA-256; give its 64 hexadecimal digits`)
  }
  if (pinned !== undefined) return pinned
  throw new UserError(
    'gomplate-version-unknown',
    `The checksum of gomplate ${version} is not known here (known: ${Object.keys(GOMPLATE_CHECKSUMS).join(', ')}); give it in the input "gomplate-checksum", or use a known version`,
  )
}
