namespace Harrier.Host.Deployment;

/// <summary>One value of a deployment that is not allowed.</summary>
/// <param name="Member">The member of <see cref="DeploymentConfiguration"/> or <see cref="ResourceAllocation"/>.</param>
/// <param name="Allowed">What is allowed; it follows "must".</param>
public sealed record DeploymentFault(string Member, string Allowed);
