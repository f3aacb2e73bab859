using System.Reflection;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Walls;

/// <summary>The side that knows people and the side that counts moods can't reference each other.</summary>
[TestFixture]
internal sealed class ReferenceWalls
{
    [TestCase(typeof(MoralePulse.Domain.Taps.Mood), new string[] { })]
    [TestCase(typeof(MoralePulse.Tree.TreeReader), new[] { "Domain" })]
    [TestCase(typeof(MoralePulse.Issuance.IssuanceDatabase), new[] { "Domain", "Tree" })]
    [TestCase(typeof(MoralePulse.Ballot.BallotDatabase), new[] { "Domain", "Tree" })]
    [TestCase(typeof(MoralePulse.Insight.InsightDatabase), new[] { "Domain", "Tree" })]
    public void A_side_references_only_what_it_may(Type side, string[] allowed) =>
        Assert.That(
            side.Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("MoralePulse.", StringComparison.Ordinal)),
            Is.SubsetOf(allowed.Select(name => "MoralePulse." + name)));

    [Test]
    public void The_domain_has_no_package_reads_no_clock_and_does_no_input_or_output()
    {
        string[] allowed = ["System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory", "System.Security.Cryptography", "System.Threading"];
        Assert.That(typeof(MoralePulse.Domain.Taps.Mood).Assembly.GetReferencedAssemblies().Select(reference => reference.Name), Is.SubsetOf(allowed));
    }

    [Test]
    public void No_table_column_or_member_of_the_ballot_is_called_like_a_person()
    {
        string[] people = ["person", "subject", "staffnumber", "email", "wallet"];
        var members = typeof(MoralePulse.Ballot.BallotDatabase).Assembly.GetTypes().SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(member => $"{type.Name}.{member.Name}"));
        Assert.That(members.Where(member => people.Any(word => member.Contains(word, StringComparison.OrdinalIgnoreCase))), Is.Empty);
    }
}
