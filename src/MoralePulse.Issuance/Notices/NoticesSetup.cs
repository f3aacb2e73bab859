using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Issuance.Notices.Sending;

namespace MoralePulse.Issuance.Notices;

/// <summary>How notices are added to a process.</summary>
public static class NoticesSetup
{
    /// <summary>Adds choosing, and the outbox as it is filled.</summary>
    /// <param name="services">A process's services, Issuance's among them.</param>
    /// <param name="settings">Its settings.</param>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(NoticeOptions.From(settings));
        services.AddSingleton(provider => new WebhookGuard(provider.GetRequiredService<NoticeOptions>()));
        return services.AddSingleton<NoticeChoices>().AddSingleton<Webhooks>().AddSingleton<DueNotices>().AddSingleton<Outbox>();
    }

    /// <summary>Adds what drains the outbox, in the service only.</summary>
    /// <param name="services">A process's services, with <see cref="AddNotices"/>.</param>
    /// <param name="settings">Its settings.</param>
    public static IServiceCollection AddNoticeSender(this IServiceCollection services, IConfiguration settings)
    {
        if (NoticeOptions.From(settings).HasMail) services.AddSingleton<IDelivery, MailDelivery>();
        services.AddSingleton<IDelivery, WebhookDelivery>().AddSingleton<DeliveryPipelines>().AddSingleton<OutboxTurn>();
        return services.AddHostedService<NoticeSender>();
    }
}
