using MoralePulse.Attack.Tests.Gates;
using NUnit.Framework;

namespace MoralePulse.Attack.Tests;

/// <summary>That protection is not had by showing nothing. In full: <c>scripts/gates --seeds 20</c>.</summary>
internal sealed class UsefulnessGateTests
{
    [TestCaseSource(typeof(UsefulnessCase), nameof(UsefulnessCase.Gated))]
    public void The_boards_of_a_trust_of_1700_are_worth_looking_at(UsefulnessCase which)
    {
        var seen = UsefulnessGate.Run(which, GateSeeds.Asked);
        TestContext.Progress.WriteLine($"{UsefulnessGate.Head}\n{UsefulnessGate.Row(which, seen)}");
        Assert.That(UsefulnessGate.Faults(which, seen), Is.Empty);
    }

    [Test]
    public void Other_trusts_are_told_in_a_table()
    {
        if (!GateSeeds.AreInFull) Assert.Ignore("A table, made by scripts/gates only.");
        TestContext.Progress.WriteLine(UsefulnessGate.Head);
        foreach (var which in UsefulnessCase.Others)
        {
            var seen = UsefulnessGate.Run(which, GateSeeds.Asked);
            TestContext.Progress.WriteLine(UsefulnessGate.Row(which, seen));
            Assert.That(seen.Average(one => one.MovesADay), Is.Positive, which.ToString());
        }
    }
}
