import { LONGEST_MESSAGE } from '../api/error.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

/** A node under load has not yet read a ConfigMap or Secret that may be there. */
const NODE_CACHE = /failed to sync .* cache/i

const BAD_COMMAND =
  /no such file or directory|executable file not found|permission denied|exec format error|no command specified|is a directory|not a directory/i

/** A container that could not be started: reasons StartError, RunContainerError, ContainerCannotRun, CreateContainerError. */
export function startProblem(reason: string, message: string, since?: string): Symptom {
  const text = apiText(withoutRuntimeLayers(message) === '' ? reason : withoutRuntimeLayers(message))
  if (BAD_COMMAND.test(message)) {
    return { code: 'container-command-invalid', text, since }
  }
  // The same reasons come from nodes in trouble, and those heal elsewhere.
  return { code: 'container-start-failed', text, since }
}

/** A container whose configuration is missing: reason CreateContainerConfigError. */
export function configProblem(whole: string): Symptom {
  const message = whole.slice(0, LONGEST_MESSAGE)
  const text = apiText(message)
  if (NODE_CACHE.test(message)) {
    return { code: 'node-cache', text }
  }
  if (/runAsNonRoot|non-root|run as root/i.test(message)) {
    return { code: 'runs-as-root', text }
  }
  if (/not found|couldn't find key|non-existent/i.test(message)) {
    return { code: 'config-missing', text }
  }
  return { code: 'config-failed', text }
}

/** A volume that cannot be mounted: event FailedMount. */
export function mountProblem(whole: string, since?: string): Symptom {
  const message = whole.slice(0, LONGEST_MESSAGE)
  const text = apiText(message)
  if (NODE_CACHE.test(message)) return { code: 'node-cache', text, since }
  const about = /(configmap|secret)/i.test(message)
  if (about && /not found|non-existent (config|secret) key/i.test(message)) {
    return { code: 'config-missing', text, since }
  }
  return { code: 'mount-failed', text, since }
}

/** A pod whose sandbox (network, runtime) cannot be made: event FailedCreatePodSandBox. */
export function sandboxProblem(message: string, since?: string): Symptom {
  const text = apiText(message.replace(/^Failed to create pod sandbox: (rpc error: code = \w+ desc = )?/, ''))
  const noRuntime = /no runtime for "[^"]*" is configured|RuntimeHandler "[^"]*" not supported/i.test(message)
  return { code: noRuntime ? 'runtime-class-unsupported' : 'sandbox-failed', text, since }
}

/** The layers of the runtimes mean nothing to the author of a container. */
function withoutRuntimeLayers(whole: string): string {
  const message = whole.slice(0, LONGEST_MESSAGE)
  const start = message.search(/exec: "|exec [^:]+: /)
  return (start < 0 ? message : message.slice(start)).replace(/: unknown$/, '').trim()
}
