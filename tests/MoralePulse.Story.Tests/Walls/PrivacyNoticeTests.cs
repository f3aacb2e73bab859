using System.Net;
using MoralePulse.Story.Tests.SetUp;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Walls;

/// <summary>The privacy notice names what the service keeps and shows, for everybody who opens it.</summary>
[TestFixture]
internal sealed class PrivacyNoticeTests
{
    [Test]
    public async Task It_names_wall_displays_sign_ins_and_moving_passes()
    {
        await using var world = await SetUpWorld.Create(open: true);
        foreach (var reader in (string?[])[null, "p01"])
        {
            var page = WebUtility.HtmlDecode(await (await world.Gets(reader, "/privacy")).Content.ReadAsStringAsync());
            Assert.That(page, Does.Contain("A wall display needs no sign-in: whoever has its link, visitors included, sees the figures of the organisation and its departments"));
            Assert.That(page, Does.Contain("digests of your sign-in").And.Contain("until you sign out").And.Contain("for two days"));
            Assert.That(page, Does.Contain("an encrypted letter that the service can't read").And.Contain("ten minutes at most").And.Contain("two weeks"));
        }
    }
}
