import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

const BAD_COMMAND =
  /no such file or directory|executable file not found|permission denied|exec format error|no command specified|is a directory|not a directory/i

/** A container that could not be started: reasons StartError, RunContainerError, ContainerCannotRun, CreateContainerError. */
export function startProblem(reason: string, message: string, since?: string): Symptom {
  const text = apiText(essence(message) === '' ? reason : essence(message))
  if (BAD_COMMAND.test(message)) {
    const advice =
      'check command and args of the container, and that the image has that file, executable, for this platform'
    return { code: 'bad-command', fatality: 'fatal', text, advice, since }
  }
  // The same reasons come from nodes in trouble, and those heal elsewhere.
  return {
    code: 'start-failed',
    fatality: 'waiting',
    text,
    advice: 'the node could not start the container; see the text',
    since,
  }
}

/** A container whose configuration is not there: reason CreateContainerConfigError. */
export function configProblem(message: string): Symptom {
  const text = apiText(message)
  if (/failed to sync .* cache/i.test(message)) {
    return { code: 'node-cache', fatality: 'waiting', text, advice: 'the node is still fetching; it usually passes' }
  }
  if (/runAsNonRoot|non-root|run as root/i.test(message)) {
    const advice =
      'the image runs as root or names its user by name; set runAsUser to a number other than 0, or USER in the Dockerfile'
    return { code: 'runs-as-root', fatality: 'fatal', text, advice }
  }
  if (/not found|couldn't find key|non-existent/i.test(message)) {
    return { code: 'config-missing', fatality: 'fatal', text, advice: MISSING }
  }
  return {
    code: 'config-failed',
    fatality: 'waiting',
    text,
    advice: 'the container cannot be configured; see the text',
  }
}

/** A volume that cannot be mounted: event FailedMount. */
export function mountProblem(message: string, since?: string): Symptom {
  const text = apiText(message)
  const about = /(configmap|secret)/i.test(message)
  if (about && /not found|non-existent (config|secret) key/i.test(message) && !/failed to sync/i.test(message)) {
    return { code: 'config-missing', fatality: 'fatal', text, advice: MISSING, since }
  }
  return {
    code: 'mount-failed',
    fatality: 'waiting',
    text,
    advice: 'the volume cannot be mounted; see the text',
    since,
  }
}

const MISSING =
  'the pod names a ConfigMap, Secret or key that is not there; add it to the templates, or correct the name'

/** The runtimes' own layers say nothing to the author of a container. */
function essence(message: string): string {
  const start = message.search(/exec: "|exec [^:]+: /)
  return (start < 0 ? message : message.slice(start)).replace(/: unknown$/, '').trim()
}
