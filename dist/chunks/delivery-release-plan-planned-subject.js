import { c as UserError } from "./time-system-clock.js";
import { r as serviceOf, t as environmentOf } from "./policy-policy.js";
import { t as didYouMean } from "./text-suggestion.js";

// src/delivery/release/plan/planned-subject.ts
/** The service and the environment that the inputs name, as the policy spells them. Throws `input-invalid`. */
function plannedSubject(policy, settings) {
	const { file, services } = policy;
	const named = settings.environment ?? "";
	const environment = environmentOf(policy, named);
	if (environment === void 0) {
		const names = policy.environments.map(({ name }) => name);
		const text = `Input "environment" ${named === "" ? "is empty, and without a deployment it is needed" : `is "${named}"`}; ${file} names ${names.join(", ")}${didYouMean(named, names)}`;
		throw new UserError("input-invalid", text);
	}
	const [only, ...others] = services;
	const service = settings.service === void 0 ? only : serviceOf(policy, settings.service);
	if (service === void 0 || settings.service === void 0 && others.length > 0) {
		const text = `Input "service" ${settings.service === void 0 ? "is empty" : `is "${settings.service}"`}; ${file} names ${services.join(", ")}${didYouMean(settings.service ?? "", services)}`;
		throw new UserError("input-invalid", text);
	}
	return {
		service,
		environment
	};
}

export { plannedSubject as t };