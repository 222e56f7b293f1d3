import { c as UserError } from "./time-system-clock.js";
import { n as parsePolicy, r as serviceOf } from "./policy-policy.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";
import { t as didYouMean } from "./text-suggestion.js";

// src/delivery/image/plan/service-paths.ts
/** Undefined where every commit belongs to the service. The policy is that of the commit, as its files are. */
async function servicePaths(query) {
	const { service, repository, commit, warn } = query;
	const [text, all] = await Promise.all([commit.text(POLICY_FILE), commit.paths()]);
	if (text === void 0) throw new UserError("input-invalid", `Input "service" is '${service}', but the checked-out commit has no ${POLICY_FILE}`);
	const policy = parsePolicy(text, { repository: repository.split("/")[1] ?? "" });
	const name = serviceOf(policy, service);
	if (name === void 0) {
		const hint = didYouMean(service, policy.services);
		throw new UserError("input-invalid", `Input "service" is '${service}', which ${POLICY_FILE} does not name${hint}`);
	}
	const paths = policy.servicePaths.get(name);
	for (const path of all === void 0 ? [] : paths ?? []) {
		if (all?.some((one) => path.matches(one)) === true) continue;
		warn(`${path.where}: '${path.text}' of service '${name}' matches nothing in this commit: correct it, or leave it out`);
	}
	return paths === void 0 ? void 0 : {
		policyFile: POLICY_FILE,
		paths
	};
}

export { servicePaths };