using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Access;

internal sealed class ViewerTests
{
    private static readonly UnitTree Tree = new(
    [
        new("RY5", null, "Seaside Care", UnitKind.Organisation, 40), new("surgery", "RY5", "Surgery", UnitKind.Department, 40),
        new("ward-1", "surgery", "Ward 1", UnitKind.Team, 20), new("ward-2", "surgery", "Ward 2", UnitKind.Team, 20),
    ]);

    [TestCase("ward-1", new Role[] { }, "", "RY5 surgery")]
    [TestCase("ward-1", new[] { Role.Manager }, "ward-1", "RY5 surgery ward-1")]
    [TestCase("surgery", new[] { Role.Manager }, "surgery ward-1 ward-2", "RY5 surgery ward-1 ward-2")]
    [TestCase("ward-1", new[] { Role.Executive }, "RY5 surgery ward-1 ward-2", "RY5 surgery ward-1 ward-2")]
    [TestCase("ward-1", new[] { Role.Administrator }, "", "RY5 surgery")]
    [TestCase("ward-1", new[] { Role.Commissioner, Role.Executive }, "", "")]
    public void Who_leads_what_and_may_be_told_of_what(string unit, Role[] roles, string leads, string told)
    {
        var viewer = new Viewer(Ods.Parse("RY5"), unit, roles.ToHashSet());
        Assert.That(Named(one => viewer.Leads(one, Tree)), Is.EqualTo(leads));
        Assert.That(Named(one => viewer.MayBeTold(one, Tree)), Is.EqualTo(told));
    }

    private static string Named(Func<Unit, bool> which) => string.Join(' ', Tree.Below("RY5").Where(which).Select(unit => unit.Id));
}
