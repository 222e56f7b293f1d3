import { c as UserError } from "./time-system-clock.js";
import { i as plainEnvironment, r as nonEmpty } from "./terminal-main.js";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

// src/terminal/local/kubeconfig.ts
/**
* The kubeconfig as kubectl finds it: the one that is named, else those of `KUBECONFIG`, else `~/.kube/config`. Several are made
* one by kubectl itself. A path, or the content. Throws a `UserError` (`kubeconfig-unreadable`) where there is none.
*/
async function findKubeconfig(named, { env, cwd, exec }, signal) {
	if (named !== void 0) return thatIsThere(resolve(cwd, named), "--kubeconfig");
	const [only, ...others] = (nonEmpty(env.KUBECONFIG) ?? "").split(delimiter).filter((path) => path !== "");
	if (only === void 0) {
		const usual = join(env.HOME ?? "", ".kube/config");
		if (existsSync(usual)) return usual;
		throw new UserError("kubeconfig-unreadable", `there is no ${usual}: set KUBECONFIG, or write --kubeconfig FILE`);
	}
	if (others.length === 0) return thatIsThere(resolve(cwd, only), "KUBECONFIG");
	const { exitCode, stdout, stderr } = await exec("kubectl", [
		"config",
		"view",
		"--raw",
		"--flatten"
	], {
		env: plainEnvironment(env),
		cwd,
		signal
	});
	if (exitCode === 0) return stdout;
	const said = stderr.trim().split("\n")[0] ?? "";
	throw new UserError("kubeconfig-unreadable", `kubectl cannot read the files of KUBECONFIG: ${said}`);
}
function thatIsThere(path, from) {
	if (existsSync(path)) return path;
	throw new UserError("kubeconfig-unreadable", `${from} names ${path}, which is not there`);
}

export { findKubeconfig as t };