import { join } from 'node:path'
import { command } from './command.ts'

/** The version of the gomplate in a folder: `4.3.3`. */
export async function gomplateVersion(bin: string): Promise<string> {
  const said = await command(join(bin, 'gomplate'), ['--version'])
  const version = /\d+\.\d+\.\d+/.exec(said)?.[0]
  if (version === undefined) throw new Error(`gomplate --version says "${said.trim()}", which names no version`)
  return version
}

/** Why the deploys name a version of gomplate; empty when it is the one the action has by default. */
export function whyThisVersion(version: string): string {
  if (version === '5.1.0') return ''
  return `The deploys ask for gomplate ${version}: 5.1.0, the action's default, cannot be compiled from Go modules. The templates use nothing in which they differ.`
}
