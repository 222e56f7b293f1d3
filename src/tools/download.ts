import { randomUUID } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../errors.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'
import { systemClock } from '../time/system-clock.ts'
import { sha256Of } from './checksum.ts'
import { fetchFile } from './fetch-file.ts'

/** A single binary at a fixed address, worth nothing without its checksum. */
export interface Download {
  readonly tool: string
  readonly version: string
  /** Without credentials; it is written to logs and errors. */
  readonly url: string
  readonly authorization: string | undefined
  readonly sha256: string
  /** The inputs to name when something is wrong. */
  readonly inputs: { readonly checksum: string; readonly baseUrl: string }
}

/** What is used of @actions/tool-cache. */
export interface ToolCache {
  /** The folder of a cached tool; an empty text if there is none. */
  find(tool: string, version: string): string
  cacheFile(source: string, target: string, tool: string, version: string): Promise<string>
}

/** With what it is downloaded. */
export interface DownloadTools {
  readonly log: Logger
  readonly toolCache?: ToolCache
  readonly signal?: AbortSignal | undefined
  /** A private folder. */
  readonly folder: string
  /** May name a proxy. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock?: Clock
  readonly mostBytes?: number
}

/** A mirror that accepts the connection and then says nothing must not use up the deployment's whole time. */
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000

/** The tool from the runner's cache or from its address, verified before anybody can run it in both cases. */
export async function downloaded(
  download: Download,
  tools: DownloadTools,
): Promise<{ readonly path: string; readonly origin: string }> {
  const { tool, version, url, sha256 } = download
  const { log, toolCache } = tools
  // Loaded only when it is needed: it is heavy, and most runs have their tools on the PATH.
  const cache = toolCache ?? (await import('@actions/tool-cache'))
  const folder = cache.find(tool, version)
  if (folder !== '') {
    const path = join(folder, tool)
    if ((await sha256Of(path).catch(() => undefined)) === sha256)
      return { path, origin: 'from the tool cache, checksum verified' }
    log.warning(
      `${tool} ${version} in the tool cache (${folder}) does not have the expected checksum: it is downloaded again`,
    )
  }
  const file = join(tools.folder, randomUUID())
  try {
    await fetched(download, file, tools)
    const got = await sha256Of(file)
    if (got !== sha256) {
      throw new UserError(
        'checksum-mismatch',
        `${url} does not have the expected checksum and was not run: expected SHA-256 ${sha256}, got ${got}; check "${download.inputs.baseUrl}" (is it an unchanged copy of the release?) and "${download.inputs.checksum}"`,
      )
    }
    await chmod(file, 0o755)
    const path = join(await cache.cacheFile(file, tool, tool, version), tool)
    return { path, origin: `downloaded from ${url}, checksum verified` }
  } finally {
    await rm(file, { force: true })
  }
}

async function fetched(
  { tool, version, url, authorization, inputs }: Download,
  to: string,
  { signal, env, clock = systemClock, mostBytes }: DownloadTools,
): Promise<void> {
  signal?.throwIfAborted()
  const limit = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit])
  try {
    await fetchFile({ url, authorization, to }, { clock, env, signal: either, ...(mostBytes && { mostBytes }) })
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof UserError) throw cause
    const why = limit.aborted ? `no end after ${DOWNLOAD_TIMEOUT_MS / 60_000} minutes` : messageOf(cause)
    throw new UserError(
      'download-failed',
      `${tool} ${version} could not be downloaded from ${url}: ${why}; check "${inputs.baseUrl}", or put ${tool} ${version} on the PATH`,
      { cause },
    )
  }
}
