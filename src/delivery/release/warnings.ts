import type { DeploymentProgress } from '../../deployments/progress.ts'
import type { Finding } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'

/** Each warning is given once, whichever step finds it. */
export function warn(log: Logger, { warnings }: DeploymentProgress, found: readonly Finding[]): void {
  for (const warning of found) {
    if (warnings.some(({ text, where }) => text === warning.text && where === warning.where)) continue
    warnings.push(warning)
    log.warning(warning.where === undefined ? warning.text : `${warning.where}: ${warning.text}`)
  }
}

/** What is only to be known: a notice of the run, and a warning of its summary. */
export function notice(log: Logger, { warnings }: DeploymentProgress, finding: Finding): void {
  warnings.push(finding)
  log.notice(finding.text)
}
