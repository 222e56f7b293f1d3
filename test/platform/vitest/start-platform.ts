import type { TestProject } from 'vitest/node'
import { startPlatform } from '../platform.ts'
import type { PlatformInfo } from '../platform-info.ts'

declare module 'vitest' {
  interface ProvidedContext {
    platform: PlatformInfo
  }
}

/** Starts the one platform of a test run; tests get at it by `usePlatform`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const began = performance.now()
  const { createNamespace: _, stop, ...info } = await startPlatform()
  console.log(`platform: up in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  project.provide('platform', info)
  return stop
}
