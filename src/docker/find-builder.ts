import { UserError } from '../errors.ts'
import { type Builder, builderOf } from './builder.ts'
import type { DockerCli, DockerRunResult } from './cli.ts'

/** Asks docker what builds here. Throws `docker-engine-unreachable`. */
export async function findBuilder(docker: DockerCli, signal: AbortSignal): Promise<Builder> {
  const ask = (...args: string[]): Promise<DockerRunResult> => docker.run(args, { signal })
  const [version, buildx] = await Promise.all([ask('version', '--format', '{{json .}}'), ask('buildx', 'version')])
  const hasBuildx = buildx.exitCode === 0
  const [inspected, info] = await Promise.all([
    hasBuildx ? ask('buildx', 'inspect') : undefined,
    hasBuildx ? ask('info', '--format', '{{json .DriverStatus}}') : undefined,
  ])
  const found = builderOf({
    version: version.stdout,
    buildx: hasBuildx ? buildx.stdout : undefined,
    buildxBuilder: inspected?.stdout ?? '',
    storage: info?.stdout ?? '',
    buildKit: docker.env.DOCKER_BUILDKIT,
  })
  if (found !== undefined) return found
  const said = version.lines.findLast(line => line.trim() !== '' && !line.startsWith('{'))?.trim()
  throw new UserError(
    'docker-engine-unreachable',
    `No Docker engine answers; is it running, and is DOCKER_HOST right?${said === undefined ? '' : ` (${said})`}`,
  )
}
