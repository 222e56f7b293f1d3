import { t as failStep } from "./runner-failed-step.js";
import { t as hideInputs } from "./runner-input-secrets.js";
import { s as readInputs } from "./runner-inputs.js";
import { t as runStep } from "./runner-step-process.js";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { mkdtemp, rm } from "node:fs/promises";

// src/actions/build/inputs.ts
/** The inputs of `actions/build`; `action.yml` and its README say the same (a contract test holds them together). */
const BUILD_INPUTS = {
	image: {
		description: "Image repository without tag: `ghcr.io/acme/hello`. Converted to lower case. Further ones, one per line, get the same image by the same digest.",
		required: true
	},
	lint: { description: "Script that lints, run as a `run:` step with `shell: bash` would: `bash --noprofile --norc -eo pipefail`. Lines `--- NAME` divide it into scripts that run side by side, if the first line is one." },
	test: { description: "Script that tests, run in the same way." },
	"test-image": { description: "Commands that are run inside the built image before it is pushed, one per line: a program of the image and its arguments, with quotes but without a shell (`sh -c \"…\"` where the image has one)." },
	"fail-fast": {
		description: "`true`: the first failure stops the others. `false`: all of them run to the end.",
		default: "true"
	},
	push: {
		description: "`true`, `false`, or `auto`: not on pull requests from forks.",
		default: "auto"
	},
	"registry-username": { description: "User name for the registry (of the first `image`). Default: the logins of the docker config, else anonymous." },
	"registry-password": {
		description: "Password or token for the registry.",
		secret: "text"
	},
	context: {
		description: "Folder that is the context of the build, inside the checked-out repository.",
		default: "."
	},
	dockerfile: { description: "The Dockerfile. Default: `Dockerfile` in the context." },
	target: { description: "Stage of the Dockerfile to build. Default: the last one." },
	platforms: { description: "Platforms such as `linux/arm64`, one per line. Default: the engine's own." },
	"build-args": { description: "Build arguments as `NAME=VALUE`, one per line." },
	secrets: {
		description: "Secrets of the build as `ID=ENV_NAME`, one per line: the value is that of the environment variable of this step.",
		secret: "variables"
	},
	labels: { description: "Labels as `NAME=VALUE`, one per line, added to those of the OCI: revision, source, created, version, title." },
	ref: { description: "Commit to build, which must be the one that is checked out: a full SHA, a branch or a tag. Default: the head of a pull request, else the commit of the event." },
	tags: { description: "Additional tags, one per line: as they are, or computed by rules of docker/metadata-action (`type=ref,event=branch`, `type=semver,pattern={{version}}`). They may move, the SHA never does." },
	"tag-suffix": { description: "Added to the SHA in the tag, `-arm64`: the image is one of several that a later job puts together with `join`." },
	rebuild: { description: "A name such as `2026-01-05`: the commit is built anew, without caches and with its base images looked up again, also if it has an image. The new image goes under `<SHA>-<name>` (and `tags`); nothing is written under the SHA." },
	join: { description: "Suffixes of images of this commit, one per line: an index of them is written under the SHA. Nothing is built." },
	cache: {
		description: "Cache of the layers: `none`, `gha`, `registry` (tag `build-cache` of the image) or `inline`.",
		default: "none"
	},
	provenance: {
		description: "Provenance attestation: `none`, `min` or `max`.",
		default: "none"
	},
	"no-cache": {
		description: "`true`: nothing comes out of the cache of the layers.",
		default: "false"
	},
	pull: {
		description: "`true`: base images are looked up again, also where the engine has some by the same name.",
		default: "false"
	},
	"build-contexts": { description: "Further contexts as `NAME=WHERE`, one per line: a folder of the repository, or an address such as `docker-image://alpine:3`." },
	ssh: { description: "Agents and keys for `RUN --mount=type=ssh`, one per line: `default` (that of `SSH_AUTH_SOCK`), `ID=PATH`." },
	sbom: {
		description: "SBOM attestation: `true`, `false` or `generator=IMAGE`.",
		default: "false"
	},
	network: { description: "Network of the `RUN` lines: `host`, `none`. Default: the engine's own." },
	service: { description: "The service of `.github/commit-train.yml` whose image this is. A commit that changes none of the service's `paths` gets its first parent's image, without a build." },
	"not-in-image": { description: "Paths that neither the image nor lint and test depend on, one per line: `deploy/`, `docs/**`, `*.md`. A commit that changes nothing else gets its first parent's image, without a build." }
};

// src/actions/build/main.ts
/** The entry of `actions/build`. */
function build(begun) {
	return runStep(buildStep, begun);
}
/** Reads the inputs, runs the build, reports how it ended. `signal` is aborted when the run is cancelled. */
async function buildStep(runner, signal) {
	hideInputs(BUILD_INPUTS, runner);
	try {
		const texts = readInputs(BUILD_INPUTS, runner.input);
		const { validateBuildInputs } = await import("./actions-build-validation.js");
		const settings = validateBuildInputs(texts, runner.env);
		const [{ readBuildContext }, { spawnExec }] = await Promise.all([import("./actions-build-run-context.js"), import("./process-spawn-exec.js")]);
		await runInFolder(runner, signal, settings, await readBuildContext(runner.env, settings.ref, spawnExec));
	} catch (thrown) {
		await failStep(thrown, runner, signal);
	}
}
async function runInFolder(runner, signal, settings, context) {
	const [{ runBuild }, { buildEffects }, { reportBuild }] = await Promise.all([
		import("./delivery-image-run.js"),
		import("./actions-build-effects.js"),
		import("./actions-build-outputs.js")
	]);
	const marker = randomUUID();
	const folder = await mkdtemp(join(context.temp, "build-"));
	runner.saveState("folder", folder);
	runner.saveState("marker", marker);
	try {
		await reportBuild(await runBuild(settings, context, buildEffects(context, runner, {
			folder,
			marker,
			signal
		})), runner);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}

export { build, BUILD_INPUTS as t };