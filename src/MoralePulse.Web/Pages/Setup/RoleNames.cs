using MoralePulse.Domain.Access;
using MoralePulse.Issuance.People;

namespace MoralePulse.Web.Pages.Setup;

/// <summary>What pages call roles.</summary>
internal static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Manager => SetUpTexts.RoleManager,
        Role.Executive => SetUpTexts.RoleExecutive,
        Role.Administrator => SetUpTexts.RoleAdministrator,
        Role.MoraleInnovator => SetUpTexts.RoleMoraleInnovator,
        Role.StaffRepresentative => SetUpTexts.RoleStaffRepresentative,
        _ => SetUpTexts.RoleCommissioner,
    };

    /// <summary>What a role may do, in one sentence.</summary>
    public static string Meaning(Role role) => role switch
    {
        Role.Manager => SetUpTexts.RoleManagerMeans,
        Role.Executive => SetUpTexts.RoleExecutiveMeans,
        Role.Administrator => SetUpTexts.RoleAdministratorMeans,
        Role.MoraleInnovator => SetUpTexts.RoleMoraleInnovatorMeans,
        Role.StaffRepresentative => SetUpTexts.RoleStaffRepresentativeMeans,
        _ => SetUpTexts.RoleCommissionerMeans,
    };

    public static string Of(string word) => RoleWords.Role(word) is { } role ? Of(role) : word;
}
