using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace MoralePulse.Browser.Tests.Wallets;

/// <summary>Leaving the one computer of a ward in all the ways in which people leave: nothing of her stays on the screen, and going back within the service is not leaving.</summary>
public sealed class SharedLeavingTests
{
    private Trust trust = null!;
    private Visitor computer = null!;
    private string wallet = "";

    [SetUp]
    public async Task SignIn()
    {
        trust = await Trust.Open();
        computer = await Visitor.Arrives(trust, Visitor.Desktop, worker: true);
        await computer.SignsInShared(Trust.Person(60));
        wallet = (await computer.Page.Locator("#who").GetAttributeAsync("data-wallet"))!;
        await computer.Page.GetByRole(AriaRole.Link, new() { Name = "Boards" }).ClickAsync();
        await Expect(computer.Heading("How we feel")).ToBeVisibleAsync();
    }

    [TearDown]
    public async Task Close()
    {
        await computer.DisposeAsync();
        await trust.DisposeAsync();
    }

    [Test]
    public async Task Signing_out_without_network_shows_nothing_of_her_and_is_done_when_the_network_is_back()
    {
        await computer.Context.SetOfflineAsync(true);
        await computer.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(computer.Page.Locator("body")).ToHaveTextAsync("You are being signed out. This takes a connection.");
        await computer.Context.SetOfflineAsync(false);
        await IsGone();
    }

    [Test]
    public async Task A_reload_leaves_nothing_of_her_on_the_screen()
    {
        await computer.Page.ReloadAsync();
        await IsGone();
    }

    [Test]
    public async Task An_address_that_is_typed_leaves_nothing_of_her_on_the_screen()
    {
        await computer.Opens("/trend");
        await IsGone();
    }

    [Test]
    public async Task Back_and_forward_within_the_service_are_not_leaving()
    {
        await computer.Page.GoBackAsync();
        await computer.Page.IsAt("/tap");
        await Expect(computer.Send).ToBeVisibleAsync();
        await computer.Page.GoForwardAsync();
        await Expect(computer.Heading("How we feel")).ToBeVisibleAsync();
        Assert.That(await computer.Page.EvaluateAsync<int>("async () => (await fetch('/api/v1/me')).status"), Is.EqualTo(200));
        await computer.Page.GotoAsync("about:blank");
        await computer.Page.GoBackAsync();
        await computer.Page.WaitForFunctionAsync("async () => (await fetch('/api/v1/me')).status === 401");
    }

    private async Task IsGone()
    {
        await computer.Page.IsAt("/");
        await Expect(computer.Page.GetByLabel("Sign-in identity")).ToBeVisibleAsync();
        Assert.That(await computer.Page.ContentAsync(), Does.Not.Contain(wallet));
        Assert.That(await computer.Context.CookiesAsync(), Is.Empty);
    }
}
